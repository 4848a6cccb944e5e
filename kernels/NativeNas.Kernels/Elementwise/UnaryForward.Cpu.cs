using System.Runtime.CompilerServices;
using NativeNas.Kernels.Cpu;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.Elementwise;

/// <summary>Four blocks of a plane at a time; f of each is the portable kernel's to the bit.</summary>
public readonly partial struct UnaryForward<TFunction> : ICpuForm
{
    public bool Covers => true;

    public void Run(CpuWork work)
    {
        int blocks = (channels + 15) >> 4;
        bool flat = TFunction.KeepsZero || (channels & 15) == 0;
        BlockRuns runs = flat ? new(1, images * blocks * area) : new(images * blocks, area);
        work.Phase(runs.Pieces, new Job(f, runs, flat ? 0 : channels, x, y, work));
    }

    /// <param name="channels">Channels of the planes, 0 where no lane is beyond them.</param>
    private readonly unsafe struct Job(TFunction f, BlockRuns runs, int channels, Region x, Region y, CpuWork work) : ICpuJob
    {
        public void Run(int piece)
        {
            (int plane, int first, int last) = runs.Of(piece);
            int blocks = (channels + 15) >> 4, kept = channels == 0 ? 16 : channels - (plane % blocks * 16);
            Run<Block>(Run<FourBlocks>(first * 16, last * 16, kept), last * 16, kept);
        }

        /// <summary>Both halves of a run in turn: two streams of reads and writes keep memory busier than one.</summary>
        /// <returns>The first float that no whole value was left for.</returns>
        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        private int Run<TValue>(int at, int end, int kept)
            where TValue : unmanaged, IValue<TValue>
        {
            TFunction function = f;
            float* from = work.Cells(x);
            PointerView<TValue> values = new(from);
            Sink<PointerView<TValue>, TValue> to = work.Sink<TValue>(y);

            int count = (end - at) / TValue.Lanes, half = (count + 1) / 2 * TValue.Lanes, last = end - TValue.Lanes;

            for (int first = at; first < at + half; first += TValue.Lanes)
            {
                for (int place = first; place <= last; place += half)
                {
                    for (int i = 0; i < TValue.Lanes; i += 16)
                    {
                        Memory.AskAhead(from + place + i);
                    }

                    to.Put(place, TValue.Keep(function.Forward(values[place]), 0, kept));
                }
            }

            return at + (count * TValue.Lanes);
        }
    }
}
