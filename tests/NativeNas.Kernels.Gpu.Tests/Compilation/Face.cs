using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.Gpu.Tests.Compilation;

/// <summary>A view and a value that kernels are closed over on GPUs.</summary>
/// <param name="OthersEntry">The method of <see cref="Entries"/> that is not for kernels of this value.</param>
internal sealed record Face(Type View, Type Value, string OthersEntry)
{
    public static Face Lanes { get; } = new(typeof(GpuView), typeof(Lane), nameof(Entries.Quads));

    public static Face Quads { get; } = new(typeof(QuadView), typeof(Quad<Lane>), nameof(Entries.Map));

    public static IReadOnlyList<Face> All { get; } = [Lanes, Quads];

    public bool Has(Type type) => type == View || type == Value;

    /// <summary>Whether a kernel is closed over them.</summary>
    public bool Closes(Type kernel) => kernel.GetGenericArguments().Any(argument => Has(argument) || Closes(argument));
}
