using NativeNas.Kernels.Convolution;
using NativeNas.Kernels.Geometry;

namespace NativeNas.Kernels.SqueezeExcite;

/// <summary>Sizes of a squeeze-excite: vectors of C channels and of S squeezed ones an image.</summary>
public readonly record struct SqueezeExciteGeometry(int Images, int Channels, int Squeezed, int Area)
{
    /// <summary>From so many images on a piece of work is an image, read the second time out of the cache.</summary>
    private const int ImagesThatSuffice = 16;

    public int Blocks => (Channels + 15) >> 4;

    public int SqueezedBlocks => (Squeezed + 15) >> 4;

    /// <summary>The 1×1 convolution of means from C channels to S.</summary>
    internal ConvolutionGeometry Reduce => ConvolutionGeometry.Of(Images, Channels, Squeezed, 1, 1, 1, Window.Padded(1, 1, 1, 0));

    /// <summary>The one back from S channels to C.</summary>
    internal ConvolutionGeometry Expand => ConvolutionGeometry.Of(Images, Squeezed, Channels, 1, 1, 1, Window.Padded(1, 1, 1, 0));

    internal bool ByImage => Images >= ImagesThatSuffice;
}

/// <summary>Where the weights lie: reduce [S, C], its bias [S], expand [C, S], its bias [C]; or where their gradients go.</summary>
public readonly record struct SqueezeExciteWeights<TRegion>(TRegion Reduce, TRegion ReduceBias, TRegion Expand, TRegion ExpandBias);
