using System.Runtime.CompilerServices;
using NativeNas.Kernels.Cpu;
using NativeNas.Kernels.Geometry;
using NativeNas.Kernels.Tiles;

namespace NativeNas.Kernels.Convolution;

/// <summary>A run of bands' share of dw of an image in planes: a tile's rows are the columns of the filter, which lie side by side in the image.</summary>
internal readonly unsafe struct PlaneOuterProductsJob(Window window, Bands bands, int chunks, Surface x, Surface dy, float* partials) : ICpuJob
{
    public void Run(int chunk)
    {
        int first = bands.Rectangles * chunk / chunks, last = bands.Rectangles * (chunk + 1) / chunks;
        float* partial = partials + ((nint)chunk * dy.Blocks * window.Taps * 256);

        for (int rectangle = first; rectangle < last; rectangle++)
        {
            Add(bands[rectangle], partial, rectangle == first);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Add(Band band, float* partial, bool fresh)
    {
        PlaneHalo halo = new(band.Inputs(window));
        TileShape shape = new(dy.Blocks);
        using PieceScratch table = PieceScratch.Rent(band.Rows * sizeof(Segment) / sizeof(float));
        using PieceScratch scratch = PieceScratch.Rent(halo.PlanePitch * x.Channels);
        Segment* segments = (Segment*)table.Cells;
        halo.Fill(x, band.Image, scratch.Cells);

        for (int row = 0; row < band.Rows; row++)
        {
            segments[row] = new(row * halo.RowPitch * window.StrideHeight, row * dy.RowPitch, band.Columns);
        }

        for (int group = 0; group < shape.Groups; group++)
        {
            (int block, int next) = shape.Group(group);
            Adjacent pixels = new(window.StrideWidth, dy.PixelPitch);
            OuterProducts products = new(new(pixels, dy.At(band.Image, block, band.Top, band.Left), dy.BlockPitch, segments, segments + band.Rows), next - block);

            for (int channel = 0; channel < x.Channels; channel++)
            {
                for (int row = 0; row < window.KernelHeight; row++)
                {
                    float* total = partial + ((nint)block * window.Taps * 256) + (row * window.KernelWidth * 256) + (channel * 16);
                    float* read = scratch.Cells + ((nint)channel * halo.PlanePitch) + (row * window.DilationHeight * halo.RowPitch);
                    Target target = new(total, 256, (nint)window.Taps * 256);
                    products.Run(window.KernelWidth, read, fresh ? target : target.Accumulated);
                }
            }
        }
    }
}
