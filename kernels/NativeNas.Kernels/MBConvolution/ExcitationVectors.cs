using NativeNas.Kernels.Cpu;
using NativeNas.Kernels.Elementwise;
using NativeNas.Kernels.Tiles;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.MBConvolution;

/// <summary>An <see cref="Excitation"/> by address, an image at a time.</summary>
internal readonly unsafe struct ExcitationVectors(int channels, int narrow, float* reduce, float* reduceBias, float* expand, float* expandBias, float* mean, float* squeezed, float* gate)
{
    private int Blocks => (channels + 15) / 16;

    private int NarrowBlocks => (narrow + 15) / 16;

    public static ExcitationVectors Of(CpuWork work, Excitation e) => new(
        e.Channels, e.Narrow, work.Cells(e.Reduce), work.Cells(e.ReduceBias), work.Cells(e.Expand), work.Cells(e.ExpandBias),
        work.Cells(e.Mean), work.Cells(e.Squeezed), work.Cells(e.Gate));

    /// <summary>The same with a later image as the first.</summary>
    public ExcitationVectors From(int image) => new(
        channels, narrow, reduce, reduceBias, expand, expandBias, (float*)Mean(image), squeezed + ((nint)image * NarrowBlocks * 16), (float*)Gate(image));

    /// <summary>An image's means [blocks, 16].</summary>
    public Block* Mean(int image) => (Block*)mean + (image * Blocks);

    public Block* Gate(int image) => (Block*)gate + (image * Blocks);

    /// <summary>The gate of an image whose means are there.</summary>
    public void Forward(int image)
    {
        Block* z = (Block*)squeezed + (image * NarrowBlocks), open = Gate(image), h = stackalloc Block[NarrowBlocks];
        Product(reduce, reduceBias, channels, NarrowBlocks, Mean(image), z);

        for (int i = 0; i < NarrowBlocks; i++)
        {
            h[i] = default(Swish).Forward(z[i]);
        }

        Product(expand, expandBias, narrow, Blocks, h, open);

        for (int i = 0; i < Blocks; i++)
        {
            open[i] = Block.Keep(default(Sigmoid).Forward(open[i]), 0, channels - (i * 16));
        }
    }

    /// <summary>dgate [blocks, 16] becomes the gradient of the mean; <paramref name="back"/>'s gradients are written.</summary>
    public void Backward(ExcitationBackwardVectors back, int image, Block* dgate)
    {
        Block* z = (Block*)squeezed + (image * NarrowBlocks), open = Gate(image);
        Block* dz = back.DSqueezed + (image * NarrowBlocks), dexpanded = back.DExpanded + (image * Blocks);

        for (int i = 0; i < Blocks; i++)
        {
            dexpanded[i] = default(Sigmoid).Backward(open[i], dgate[i]);
        }

        Product(back.Expand, null, channels, NarrowBlocks, dexpanded, dz);

        for (int i = 0; i < NarrowBlocks; i++)
        {
            dz[i] = default(Swish).Backward(z[i], dz[i]);
        }

        Product(back.Reduce, null, narrow, Blocks, dz, dgate);
    }

    private static void Product(float* w, float* bias, int inputs, int outBlocks, Block* x, Block* y)
    {
        for (int i = 0; i < outBlocks && bias is not null; i++)
        {
            y[i] = ((Block*)bias)[i];
        }

        new PixelProducts(w, inputs, outBlocks, 16, 16).Run(1, (float*)x, (float*)y, bias is not null);
    }
}
