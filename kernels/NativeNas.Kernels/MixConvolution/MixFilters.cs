using NativeNas.Kernels.DepthwiseConvolution;
using NativeNas.Kernels.Geometry;

namespace NativeNas.Kernels.MixConvolution;

/// <summary>A block's own window, as the plan says.</summary>
internal readonly struct MixFilters(MixPlan plan) : IFilters
{
    public int Length => plan.Length;

    public Window Window(int block) => plan.Window(block);

    public int Start(int block) => plan.Start(block);
}
