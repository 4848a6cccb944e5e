using NativeNas.Kernels.Geometry;

namespace NativeNas.Kernels.Convolution;

/// <summary>A grouped convolution: every group of output channels reads its own group of input channels.</summary>
/// <param name="Planes">1 where the input is an image in planes, 0 where it is channel-blocked.</param>
public readonly record struct ConvolutionGeometry(
    int Images,
    int Channels,
    int OutChannels,
    int Groups,
    int Height,
    int Width,
    int OutHeight,
    int OutWidth,
    Window Window,
    int Planes)
{
    public static ConvolutionGeometry Of(int images, int channels, int outChannels, int groups, int height, int width, Window window) =>
        new(images, channels, outChannels, groups, height, width, window.OutHeight(height), window.OutWidth(width), window, Planes: 0);

    public int Blocks => (Channels + 15) >> 4;

    public int OutBlocks => (OutChannels + 15) >> 4;

    /// <summary>Input channels of one group.</summary>
    public int Inputs => Channels / Groups;

    /// <summary>Output channels of one group.</summary>
    public int Outputs => OutChannels / Groups;

    /// <summary>Whether tiles cover it: one group, and of an image in planes one block of channels.</summary>
    public bool Tiled => Groups == 1 && (Planes == 0 || Channels <= 16);

    /// <summary>Floats of the weights packed for outputs: [output blocks, taps, inputs, 16].</summary>
    public int PackedLength => OutBlocks * Window.Taps * Inputs * 16;

    /// <summary>Floats of the weights packed for input gradients: [input blocks, taps, outputs, 16].</summary>
    public int PackedTransposedLength => Blocks * Window.Taps * Outputs * 16;
}
