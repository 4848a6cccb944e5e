using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Values;
using Buffer = NativeNas.Kernels.Devices.Buffer;

namespace NativeNas.Kernels.WeightedSum;

/// <summary>dx_k = p[at k]·dy for the marked inputs of up to eight, and dots[k] = Σ dy·x_k (a block each) where asked for.</summary>
/// <param name="count">Inputs that take part.</param>
/// <param name="x">The inputs; read only where dots are wanted.</param>
/// <param name="wanted">A bit for each dx that is wanted.</param>
/// <param name="accumulate">A bit for each dx that is added to.</param>
/// <param name="dots">128 floats, sixteen partial sums of an input together; null where they are not wanted.</param>
public readonly partial struct WeightedSumBackward(
    int count, Eight<Region> x, Eight<Region> dx, int wanted, int accumulate, Eight<int> at, Region p, Region dy, Buffer? dots) : IOperation
{
    public const int DotFloats = 16 * Eight<Region>.Places;

    public void Run<TView, TValue>(Device<TView, TValue> on)
        where TView : struct, IView<TValue>
        where TValue : unmanaged, IValue<TValue>
    {
        if (wanted != 0)
        {
            on.Launch(
                Extent.Flat(dy.Length),
                new WeightedSumBackwardInputsKernel<TView, TValue>(count, on.Views(dx), wanted, accumulate, at, on.View(p), on.View(dy)));
        }

        if (dots is not null)
        {
            int blocks = dy.Length / 16;
            on.Reduce<WeightedSumDotsKernel<TView, TValue>, Eight<TValue>>(
                1, Tiles.Pieces(blocks), new(count, blocks, on.Views(x), on.View(dy), on.View(dots.All)));
        }
    }
}
