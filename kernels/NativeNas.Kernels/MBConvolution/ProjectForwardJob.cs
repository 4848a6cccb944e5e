using NativeNas.Kernels.Convolution;
using NativeNas.Kernels.Cpu;
using NativeNas.Kernels.Elementwise;
using NativeNas.Kernels.Normalization;
using NativeNas.Kernels.Tiles;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.MBConvolution;

/// <summary>One image, whose activations a second-level cache holds; the gate scales the weights, which are fewer.</summary>
internal readonly unsafe struct ProjectForwardJob<TFunction>(
    ConvolutionGeometry g, TFunction f, NormVectors norm, ExcitationVectors? gates, float* x, float* w, float* y, Moments<Block>* moments) : ICpuJob
    where TFunction : struct, IUnary
{
    public void Run(int image)
    {
        int area = g.Height * g.Width, plane = area * 16;
        using PieceScratch activated = PieceScratch.Rent(g.Blocks * plane), scaled = PieceScratch.Rent(g.PackedLength);
        float* source = x + ((nint)image * g.Blocks * plane), target = y + ((nint)image * g.OutBlocks * plane), weights = w;

        for (int block = 0; block < g.Blocks; block++)
        {
            Block sum = norm.Activate(f, block, area, source + ((nint)block * plane), activated.Cells + ((nint)block * plane));

            if (gates is { } means)
            {
                means.Mean(image)[block] = sum / Block.Of(area);
            }
        }

        if (gates is { } excitation)
        {
            excitation.Forward(image);
            GatedWeights.Rows(g.Channels, g.OutBlocks, w, (float*)excitation.Gate(image), weights = scaled.Cells);
        }

        PixelProducts products = new(weights, g.Channels, g.OutBlocks, plane, plane);
        PixelRun whole = new(image, 0, area);

        for (int i = 0; i < PixelRuns.Runs(whole); i++)
        {
            PixelRun run = PixelRuns.Run(whole, i);
            products.Run(run.Pixels, activated.Cells + (run.First * 16), target + (run.First * 16), accumulate: false);

            for (int block = 0; block < g.OutBlocks; block++)
            {
                PixelMoments.Add(run.Pixels, target + ((nint)block * plane) + (run.First * 16), moments + (block * g.Images) + image, i == 0);
            }
        }
    }
}
