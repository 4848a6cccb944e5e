using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Elementwise;
using NativeNas.Kernels.Normalization;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.MBConvolution;

/// <summary>Of every image and channel y = share·Σ f(norm(x))·d over the pixels; d is 1 where there is none.</summary>
/// <param name="y">[N, C].</param>
public readonly struct NormedActivationSum<TFunction>(PixelPieces pieces, TFunction f, ChannelNorm norm, float share, Region x, Region? d, Region y) : IOperation
    where TFunction : struct, IUnary
{
    public void Run<TView, TValue>(Device<TView, TValue> on)
        where TView : struct, IView<TValue>
        where TValue : unmanaged, IValue<TValue>
    {
        NormedActivationSumKernel<TView, TValue, NormReading<TView, TValue, TFunction>> kernel = new(
            pieces.Blocks, pieces.Area, share, norm.Reading(on, f), on.View(x), d is null ? 0 : 1, on.View(d ?? x), on.View(y));
        on.Reduce<NormedActivationSumKernel<TView, TValue, NormReading<TView, TValue, TFunction>>, TValue>(pieces.Images * pieces.Blocks, kernel.Pieces, kernel);
    }
}

public readonly struct NormedActivationSumKernel<TView, TValue, TReading>(int blocks, int area, float share, TReading reading, TView x, int weighted, TView d, TView y)
    : IReduction<TValue>
    where TView : struct, IView<TValue>
    where TValue : unmanaged, IValue<TValue>
    where TReading : struct, IReading<TValue>
{
    private const int PixelsAPiece = 128;

    public int Pieces => (area + PixelsAPiece - 1) / PixelsAPiece;

    public TValue Gather(int lane, int group, int piece)
    {
        int first = piece * PixelsAPiece, last = first + PixelsAPiece;
        last = last < area ? last : area;
        ChannelLine<TValue> line = reading.Channel((group % blocks * 16) + lane);
        TValue sum = TValue.Zero;

        for (int at = (((group * area) + first) * 16) + lane; at < ((group * area) + last) * 16; at += 16)
        {
            TValue a = reading.Of(x[at], line);
            sum = weighted == 0 ? sum + a : TValue.MultiplyAdd(a, d[at], sum);
        }

        return sum;
    }

    public TValue Combine(TValue a, TValue b) => a + b;

    public void Store(int lane, int group, TValue total) => y[(group * 16) + lane] = total * TValue.Of(share);
}
