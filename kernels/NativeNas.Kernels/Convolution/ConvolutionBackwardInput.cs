using System.Runtime.CompilerServices;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.Convolution;

/// <summary>dx gathered from every output that read it: Σ dy[n,o,oy,ox]·w[o,c,ky,kx] over the channels o of c's group.</summary>
/// <param name="w">Weights packed transposed.</param>
public readonly partial struct ConvolutionBackwardInput(ConvolutionGeometry g, Region dy, Region w, Region dx, bool accumulate) : IOperation
{
    public void Run<TView, TValue>(Device<TView, TValue> on)
        where TView : struct, IView<TValue>
        where TValue : unmanaged, IValue<TValue>
    {
        ChannelReader<TView, TValue> reader = new(on.View(dy), 0, g.OutChannels, g.OutHeight * g.OutWidth, g.Groups, g.Outputs, g.Inputs);
        on.Launch(
            new(g.Width, g.Height, g.Images * g.Blocks),
            new ConvolutionBackwardInputKernel<TView, TValue>(g, g.Blocks, g.Outputs, reader, on.View(w), on.Sink(dx, accumulate)));
    }
}

public readonly struct ConvolutionBackwardInputKernel<TView, TValue>(
    ConvolutionGeometry g, int blocks, int outputs, ChannelReader<TView, TValue> dy, TView w, Sink<TView, TValue> dx) : IKernel
    where TView : struct, IView<TValue>
    where TValue : unmanaged, IValue<TValue>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Invoke(int lane, int column, int row, int plane)
    {
        int image = plane / blocks, channel = ((plane - (image * blocks)) * 16) + lane;
        int filter = ((channel - lane) * g.Window.Taps * outputs) + lane;
        TValue sum = TValue.Zero;

        for (int i = 0; i < g.Window.KernelHeight; i++)
        {
            for (int j = 0; j < g.Window.KernelWidth; j++)
            {
                int ty = row + g.Window.Top - (i * g.Window.DilationHeight), tx = column + g.Window.Left - (j * g.Window.DilationWidth);
                int oy = ty / g.Window.StrideHeight, ox = tx / g.Window.StrideWidth;

                if ((ty >= 0) & (tx >= 0) & (oy * g.Window.StrideHeight == ty) & (ox * g.Window.StrideWidth == tx) & (oy < g.OutHeight) & (ox < g.OutWidth))
                {
                    int taps = filter + (((i * g.Window.KernelWidth) + j) * outputs * 16);

                    for (int k = 0; k < outputs; k++)
                    {
                        sum = TValue.MultiplyAdd(dy.At(image, channel, k, (oy * g.OutWidth) + ox), w[taps + (k * 16)], sum);
                    }
                }
            }
        }

        Put(lane, (row * g.Width) + column, image, channel, plane, sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Put(int lane, int pixel, int image, int channel, int plane, TValue sum)
    {
        int area = g.Height * g.Width;

        if (g.Planes == 0)
        {
            dx.Put((((plane * area) + pixel) * 16) + lane, sum);
        }
        else
        {
            for (int i = 0; i < TValue.Lanes; i++)
            {
                if (channel + i < g.Channels)
                {
                    dx.PutCell((((image * g.Channels) + channel + i) * area) + pixel, TValue.Lane(sum, i));
                }
            }
        }
    }
}
