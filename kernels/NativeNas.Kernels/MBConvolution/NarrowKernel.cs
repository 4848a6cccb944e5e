using NativeNas.Kernels.Staged;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.MBConvolution;

/// <summary>What happens to the vectors of a <see cref="NarrowKernel{TView, TValue, TSteps}"/> between its products.</summary>
public interface INarrowSteps<TValue>
    where TValue : unmanaged, IValue<TValue>
{
    /// <summary>What the first product reads of a channel.</summary>
    /// <param name="at">Its place in [N, C].</param>
    TValue Enter(int at);

    /// <summary>What the second product reads, of what the first one gave.</summary>
    /// <param name="at">Its place in [N, S], in the image the number narrow.</param>
    TValue Pass(int at, int narrow, TValue sum);

    /// <summary>Takes what the second product gave.</summary>
    void Leave(int at, int channel, TValue sum);
}

/// <summary>
/// Of every image w₂·pass(w₁·enter), C numbers to S to C: a group an image, its vectors in shared memory; sixteen threads
/// share a sum of the first product.
/// </summary>
/// <param name="first">Packed [S blocks, C, 16]; second [C blocks, S, 16].</param>
public readonly struct NarrowKernel<TView, TValue, TSteps>(int channels, int narrow, TSteps steps, TView first, TView second) : IStagedKernel<int>
    where TView : struct, IView<TValue>
    where TValue : unmanaged, IValue<TValue>
    where TSteps : struct, INarrowSteps<TValue>
{
    public static int Threads => 256;

    public static int Shared => NarrowMemory.Floats;

    public int Stages => 4;

    private int Wide => (channels + 15) & ~15;

    private int Short => (narrow + 15) & ~15;

    /// <summary>Where the sums of the first product lie in shared memory, behind the channels and sixteen parts of each.</summary>
    private int Sums => Wide + (Short * 16);

    public void Load<TShared>(int thread, int column, int row, int plane, int stage, TShared shared, ref int state)
        where TShared : struct, IShared
    {
        switch (stage)
        {
            case 0:
                for (int c = thread; c < Wide; c += Threads)
                {
                    shared[c] = TValue.Lane(steps.Enter((plane * Wide) + c), 0);
                }

                break;
            case 1:
                for (int block = 0; block < Short / 16; block++)
                {
                    TValue sum = TValue.Zero;

                    for (int c = thread >> 4; c < channels; c += Threads / 16)
                    {
                        sum = TValue.MultiplyAdd(TValue.Of(shared[c]), first[(((block * channels) + c) * 16) + (thread & 15)], sum);
                    }

                    shared[Wide + (block * Threads) + thread] = TValue.Lane(sum, 0);
                }

                break;
            case 2:
                for (int s = thread; s < Short; s += Threads)
                {
                    shared[Sums + s] = TValue.Lane(steps.Pass((plane * Short) + s, s, TValue.Of(shared[Sums + s])), 0);
                }

                break;
            default:
                for (int c = thread; c < Wide; c += Threads)
                {
                    TValue sum = TValue.Zero;

                    for (int s = 0; s < narrow; s++)
                    {
                        sum = TValue.MultiplyAdd(TValue.Of(shared[Sums + s]), second[((((c >> 4) * narrow) + s) * 16) + (c & 15)], sum);
                    }

                    steps.Leave((plane * Wide) + c, c, sum);
                }

                break;
        }
    }

    public void Step<TShared>(int thread, int stage, TShared shared, ref int state)
        where TShared : struct, IShared
    {
        if (stage == 1)
        {
            for (int s = thread; s < Short; s += Threads)
            {
                int at = Wide + ((s >> 4) * Threads) + (s & 15);
                float sum = shared[at];

                for (int part = 1; part < Threads / 16; part++)
                {
                    sum += shared[at + (part * 16)];
                }

                shared[Sums + s] = sum;
            }
        }
    }

    public void Store(int thread, int column, int row, int plane, in int state)
    {
    }
}

/// <summary>What a group of a <see cref="NarrowKernel{TView, TValue, TSteps}"/> shares.</summary>
internal static class NarrowMemory
{
    public const int Floats = 12288;

    /// <summary>Channels, sixteen parts of every sum, and the sums.</summary>
    public static bool Fits(int channels, int narrow) => ((channels + 15) & ~15) + (((narrow + 15) & ~15) * 17) <= Floats;
}
