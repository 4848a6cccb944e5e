using System.Runtime.CompilerServices;
using NativeNas.Kernels.Cpu;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.Elementwise;

/// <summary>Four blocks at a time; f′ of each is the portable kernel's to the bit.</summary>
public readonly partial struct UnaryBackward<TFunction> : ICpuForm
{
    public bool Covers => true;

    public void Run(CpuWork work)
    {
        BlockRuns runs = new(1, dx.Length / 16);
        work.Phase(runs.Pieces, new Job(f, runs, read, dy, dx, accumulate, work));
    }

    private readonly unsafe struct Job(TFunction f, BlockRuns runs, Region read, Region dy, Region dx, bool accumulate, CpuWork work) : ICpuJob
    {
        public void Run(int piece)
        {
            (_, int first, int last) = runs.Of(piece);
            Run<Block>(Run<FourBlocks>(first * 16, last * 16), last * 16);
        }

        /// <returns>The first float that no whole value was left for.</returns>
        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        private int Run<TValue>(int at, int end)
            where TValue : unmanaged, IValue<TValue>
        {
            TFunction function = f;
            float* from = work.Cells(read), fromDy = work.Cells(dy);
            PointerView<TValue> values = new(from), gradients = new(fromDy);
            Sink<PointerView<TValue>, TValue> to = work.Sink<TValue>(dx, accumulate);

            for (; at + TValue.Lanes <= end; at += TValue.Lanes)
            {
                for (int i = 0; i < TValue.Lanes; i += 16)
                {
                    Memory.AskAhead(from + at + i);
                    Memory.AskAhead(fromDy + at + i);
                }

                to.Put(at, function.Backward(values[at], gradients[at]));
            }

            return at;
        }
    }
}
