using System.Globalization;

namespace NativeNas.Search.Settings;

/// <summary>What a run computes on. Sums run in another order on each, so the name belongs to what decides the bits.</summary>
public static class DeviceName
{
    /// <summary>The processor's vectors, with fast forms.</summary>
    public const string Cpu = "cpu";

    /// <summary>A channel at a time: the oracle.</summary>
    public const string CpuScalar = "cpu-scalar";

    /// <summary>A GPU emulated on the processor.</summary>
    public const string Debugger = "ilgpu-cpu";

    /// <summary>The fastest that computes rightly; a run notes which one that was.</summary>
    public const string Auto = "auto";

    internal const string Expected = "cpu, cpu-scalar, auto, or a GPU: cuda:0, cuda:1 …, opencl:0 … or ilgpu-cpu (see: nativenas devices)";

    private const string Cuda = "cuda:";

    private static readonly string[] Numbered = [Cuda, "opencl:"];

    /// <summary>Matrix products have other precisions than fp32 there alone.</summary>
    public static bool MayBeCuda(string name) => name == Auto || name.StartsWith(Cuda, StringComparison.Ordinal);

    internal static bool Reads(string text) => text is Cpu or CpuScalar or Debugger or Auto
        || Numbered.Any(kind => text.StartsWith(kind, StringComparison.Ordinal) && int.TryParse(text.AsSpan(kind.Length), NumberStyles.None, CultureInfo.InvariantCulture, out _));
}
