using NativeNas.Kernels.Cpu;
using NativeNas.Kernels.Geometry;
using NativeNas.Kernels.Tiles;

namespace NativeNas.Kernels.Convolution;

/// <summary>A run of bands and a run of output blocks: its share of dw as [output blocks, input blocks, taps, 16, 16].</summary>
internal readonly unsafe struct OuterProductsJob(CpuWork work, Window window, Bands bands, int chunks, int splits, Surface x, Surface dy, float* partials) : ICpuJob
{
    public void Run(int piece)
    {
        int chunk = piece / splits, split = piece % splits;
        int from = dy.Blocks * split / splits, to = dy.Blocks * (split + 1) / splits;
        int first = bands.Rectangles * chunk / chunks, last = bands.Rectangles * (chunk + 1) / chunks;
        float* partial = partials + ((nint)chunk * dy.Blocks * x.Blocks * window.Taps * 256);

        for (int rectangle = first; rectangle < last; rectangle++)
        {
            Add(bands[rectangle], from, to, partial, rectangle == first);
        }
    }

    private void Add(Band band, int from, int to, float* partial, bool fresh)
    {
        Halo halo = new(
            (band.Top * window.StrideHeight) - window.Top,
            (band.Left * window.StrideWidth) - window.Left,
            ((band.Rows - 1) * window.StrideHeight) + window.SpanHeight,
            ((band.Columns - 1) * window.StrideWidth) + window.SpanWidth,
            window.StrideWidth);
        bool direct = !x.Planes && window is { Top: 0, Left: 0, Bottom: 0, Right: 0 };
        using CpuScratch scratch = work.Rent(direct ? 16 : halo.BlockPitch * x.Blocks);
        float* source = direct ? x.At(band.Image, 0, band.Top * window.StrideHeight, band.Left * window.StrideWidth) : scratch.Cells;
        (int blockPitch, int rowPitch, int pixelPitch) = direct ? (x.BlockPitch, x.RowPitch, x.PixelPitch * window.StrideWidth) : (halo.BlockPitch, halo.RowPitch, 16);
        PixelPair pixels = new(band.Rows, band.Columns, pixelPitch, rowPitch * window.StrideHeight, dy.PixelPitch, dy.RowPitch);

        if (!direct)
        {
            halo.Fill(x, band.Image, 0, x.Blocks, source);
        }

        for (int block = from; block < to; block++)
        {
            float* gradients = dy.At(band.Image, block, band.Top, band.Left);

            for (int read = 0; read < x.Blocks; read++)
            {
                float* total = partial + ((((nint)block * x.Blocks) + read) * window.Taps * 256);

                for (int tap = 0; tap < window.Taps; tap++, total += 256)
                {
                    int row = tap / window.KernelWidth * window.DilationHeight, column = tap % window.KernelWidth * window.DilationWidth;
                    float* at = source + ((nint)read * blockPitch) + ((nint)row * rowPitch) + (direct ? column * x.PixelPitch : halo.Column(column));
                    OuterProducts.Run(Math.Min(16, x.Channels - (read * 16)), pixels, at, gradients, total, fresh);
                }
            }
        }
    }
}
