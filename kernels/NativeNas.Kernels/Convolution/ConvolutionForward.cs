using System.Runtime.CompilerServices;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.Convolution;

/// <summary>y[n,o,oy,ox] = bias[o] + Σ x[n,c,oy·s+ky·d−p,ox·s+kx·d−p]·w[o,c,ky,kx] over the channels c of o's group.</summary>
/// <param name="w">Weights as <see cref="PackFilters"/> packs them.</param>
public readonly partial struct ConvolutionForward(ConvolutionGeometry g, Region x, Region w, Region? bias, Region y) : IOperation
{
    public void Run<TView, TValue>(Device<TView, TValue> on)
        where TView : struct, IView<TValue>
        where TValue : unmanaged, IValue<TValue>
    {
        ChannelReader<TView, TValue> reader = new(on.View(x), g.Planes, g.Channels, g.Height * g.Width, g.Groups, g.Inputs, g.Outputs);
        on.Launch(
            new(g.OutWidth, g.OutHeight, g.Images * g.OutBlocks),
            new ConvolutionForwardKernel<TView, TValue>(g, g.OutBlocks, g.Inputs, reader, on.View(w), bias is null ? 0 : 1, on.View(bias ?? w), on.View(y)));
    }
}

public readonly struct ConvolutionForwardKernel<TView, TValue>(
    ConvolutionGeometry g, int outBlocks, int inputs, ChannelReader<TView, TValue> x, TView w, int hasBias, TView bias, TView y) : IKernel
    where TView : struct, IView<TValue>
    where TValue : unmanaged, IValue<TValue>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Invoke(int lane, int column, int row, int plane)
    {
        int image = plane / outBlocks, channel = ((plane - (image * outBlocks)) * 16) + lane;
        int filter = ((channel - lane) * g.Window.Taps * inputs) + lane;
        TValue sum = hasBias != 0 ? bias[channel] : TValue.Zero;

        for (int i = 0; i < g.Window.KernelHeight; i++)
        {
            for (int j = 0; j < g.Window.KernelWidth; j++)
            {
                int iy = (row * g.Window.StrideHeight) + (i * g.Window.DilationHeight) - g.Window.Top;
                int ix = (column * g.Window.StrideWidth) + (j * g.Window.DilationWidth) - g.Window.Left;

                if (((uint)iy < (uint)g.Height) & ((uint)ix < (uint)g.Width))
                {
                    int taps = filter + (((i * g.Window.KernelWidth) + j) * inputs * 16);

                    for (int k = 0; k < inputs; k++)
                    {
                        sum = TValue.MultiplyAdd(x.At(image, channel, k, (iy * g.Width) + ix), w[taps + (k * 16)], sum);
                    }
                }
            }
        }

        y[(((((plane * g.OutHeight) + row) * g.OutWidth) + column) * 16) + lane] = sum;
    }
}
