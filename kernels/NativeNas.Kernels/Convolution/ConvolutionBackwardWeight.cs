using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.Convolution;

/// <summary>dw[o,c,ky,kx] = Σ dy[n,o,oy,ox]·x[n,c,oy·s+ky·d−p,ox·s+kx·d−p]; dw in logical order.</summary>
public readonly partial struct ConvolutionBackwardWeight(ConvolutionGeometry g, Region x, Region dy, Region dw, bool accumulate) : IOperation
{
    private const int MostPieces = 16;

    public void Run<TView, TValue>(Device<TView, TValue> on)
        where TView : struct, IView<TValue>
        where TValue : unmanaged, IValue<TValue>
    {
        int pieces = Math.Min(g.Images, MostPieces);
        ChannelReader<TView, TValue> reader = new(on.View(x), g.Planes, g.Channels, g.Height * g.Width, g.Groups, g.Inputs, g.Outputs);
        on.Reduce<ConvolutionBackwardWeightKernel<TView, TValue>, TValue>(
            g.OutBlocks * g.Window.Taps * g.Inputs, pieces, new(g, g.OutBlocks, g.Inputs, pieces, reader, on.View(dy), on.Sink(dw, accumulate)));
    }
}

/// <summary>A group is one block of output channels, one tap and one input channel; a piece is a run of images.</summary>
public readonly struct ConvolutionBackwardWeightKernel<TView, TValue>(
    ConvolutionGeometry g, int outBlocks, int inputs, int pieces, ChannelReader<TView, TValue> x, TView dy, Sink<TView, TValue> dw) : IReduction<TValue>
    where TView : struct, IView<TValue>
    where TValue : unmanaged, IValue<TValue>
{
    public TValue Gather(int lane, int group, int piece)
    {
        int taps = g.Window.Taps, k = group % inputs, tap = group / inputs % taps, block = group / (inputs * taps);
        int i = tap / g.Window.KernelWidth, j = tap % g.Window.KernelWidth;
        TValue sum = TValue.Zero;

        for (int image = g.Images * piece / pieces; image < g.Images * (piece + 1) / pieces; image++)
        {
            for (int oy = 0; oy < g.OutHeight; oy++)
            {
                int iy = (oy * g.Window.StrideHeight) + (i * g.Window.DilationHeight) - g.Window.Top;

                if ((uint)iy < (uint)g.Height)
                {
                    for (int ox = 0; ox < g.OutWidth; ox++)
                    {
                        int ix = (ox * g.Window.StrideWidth) + (j * g.Window.DilationWidth) - g.Window.Left;

                        if ((uint)ix < (uint)g.Width)
                        {
                            int at = (((((((image * outBlocks) + block) * g.OutHeight) + oy) * g.OutWidth) + ox) * 16) + lane;
                            sum = TValue.MultiplyAdd(x.At(image, (block * 16) + lane, k, (iy * g.Width) + ix), dy[at], sum);
                        }
                    }
                }
            }
        }

        return sum;
    }

    public TValue Combine(TValue a, TValue b) => a + b;

    public void Store(int lane, int group, TValue total)
    {
        int taps = g.Window.Taps, k = group % inputs, tap = group / inputs % taps, channel = (group / (inputs * taps) * 16) + lane;

        for (int i = 0; i < TValue.Lanes; i++)
        {
            if (channel + i < g.OutChannels)
            {
                dw.PutCell(((((channel + i) * inputs) + k) * taps) + tap, TValue.Lane(total, i));
            }
        }
    }
}
