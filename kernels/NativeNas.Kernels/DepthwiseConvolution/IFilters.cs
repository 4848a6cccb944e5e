using NativeNas.Kernels.Geometry;

namespace NativeNas.Kernels.DepthwiseConvolution;

/// <summary>Window and packed weights of every block: the same for all, or a block's own where kernels are mixed.</summary>
internal interface IFilters
{
    /// <summary>Floats of all packed weights.</summary>
    int Length { get; }

    Window Window(int block);

    /// <summary>First float of a block's packed weights [taps, 16].</summary>
    int Start(int block);
}

/// <summary>One window for all blocks.</summary>
internal readonly struct SameFilters(PlaneGeometry g) : IFilters
{
    public int Length => g.Blocks * g.Window.Taps * 16;

    public Window Window(int block) => g.Window;

    public int Start(int block) => block * g.Window.Taps * 16;
}
