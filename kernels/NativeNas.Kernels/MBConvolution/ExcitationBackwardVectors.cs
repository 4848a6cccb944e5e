using NativeNas.Kernels.Cpu;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.MBConvolution;

/// <summary>An <see cref="ExcitationBackward"/> by address.</summary>
internal readonly unsafe struct ExcitationBackwardVectors(float* reduce, float* expand, Block* dsqueezed, Block* dexpanded)
{
    public readonly float* Reduce = reduce, Expand = expand;
    public readonly Block* DSqueezed = dsqueezed, DExpanded = dexpanded;

    public static ExcitationBackwardVectors Of(CpuWork work, ExcitationBackward e) =>
        new(work.Cells(e.Reduce), work.Cells(e.Expand), (Block*)work.Cells(e.DSqueezed), (Block*)work.Cells(e.DExpanded));
}
