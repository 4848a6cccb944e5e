using NativeNas.Kernels;

namespace NativeNas.Architecture.Tests.Broken;

/// <summary>A function that a kernel calls through its type parameter.</summary>
public interface IStep
{
    int Next(int value);
}

/// <summary>An implementation that throws, where the compiler put the throw: in a switch without a default.</summary>
public readonly struct PartialStep : IStep
{
#pragma warning disable CS8509 // The missing case is the fault that the scan has to find.
    public int Next(int value) => value switch { 0 => 1, 1 => 0 };
#pragma warning restore CS8509
}

public readonly struct Steps<TStep>(TStep step) : IKernel
    where TStep : struct, IStep
{
    public void Invoke(int lane, int column, int row, int plane) => _ = step.Next(lane);
}
