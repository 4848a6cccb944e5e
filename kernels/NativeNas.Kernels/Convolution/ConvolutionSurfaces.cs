using NativeNas.Kernels.Tiles;

namespace NativeNas.Kernels.Convolution;

/// <summary>The two sides of a convolution as the tiles see them.</summary>
internal static unsafe class ConvolutionSurfaces
{
    extension(in ConvolutionGeometry g)
    {
        /// <summary>Whether every output reads the pixel at its own place alone, so that rows need not be told apart.</summary>
        public bool Flat => g is { Planes: 0, Window: { Taps: 1, StrideHeight: 1, StrideWidth: 1, Top: 0, Left: 0, Bottom: 0, Right: 0 } };

        /// <summary>Whether tiles read an image's planes as they are.</summary>
        public bool Planar => g is { Planes: not 0, Window: { StrideWidth: <= 2, DilationWidth: 1 } };

        public Surface Input(float* cells) => g.Planes != 0
            ? Surface.OfPlanes(cells, g.Images, g.Channels, g.Height, g.Width)
            : Surface.Blocked(cells, g.Images, g.Channels, g.Height, g.Width);

        public Surface Output(float* cells) => Surface.Blocked(cells, g.Images, g.OutChannels, g.OutHeight, g.OutWidth);
    }
}
