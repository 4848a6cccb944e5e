using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using NativeNas.Kernels.Cpu;
using NativeNas.Kernels.Devices;

namespace NativeNas.Kernels.Rearrangement;

/// <summary>
/// Runs that start and end on half blocks move as vectors of eight channels, others a channel at a time; whole blocks
/// are the portable kernel's.
/// </summary>
public readonly partial struct MoveChannels : ICpuForm
{
    public bool Covers => count > 0 && ((from.Start | to.Start | end) & 15) != 0;

    public void Run(CpuWork work)
    {
        if (((from.Start | to.Start | end) & 7) == 0)
        {
            work.Phase(images * ((end - to.Start) / 8), new Halves(area, from, to, count, end, x, y, accumulate, work));
        }
        else
        {
            work.Phase(images, new Lanes(area, from, to, count, end, x, y, accumulate, work));
        }
    }

    /// <summary>A piece is eight channels of one image.</summary>
    private readonly unsafe struct Halves(int area, ChannelRun from, ChannelRun to, int count, int end, Region x, Region y, bool accumulate, CpuWork work) : ICpuJob
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run(int piece)
        {
            int halves = (end - to.Start) / 8, image = piece / halves, first = (piece - (image * halves)) * 8;
            float* target = LaneCopy.Channel(work.Cells(y), image, to.Blocks, area, to.Start + first);
            float* source = LaneCopy.Channel(work.Cells(x), image, from.Blocks, area, from.Start + first);
            Vector256<float> keep = Vector256.LessThan(Vector256<int>.Indices, Vector256.Create(count - first)).AsSingle();

            // A half behind the run is cleared from a source that is there for sure: the first half of the run.
            source = first < count ? source : LaneCopy.Channel(work.Cells(x), image, from.Blocks, area, from.Start);

            for (int i = 0; i < area * 16; i += 16)
            {
                Vector256<float> value = Vector256.Load(source + i) & keep;
                (accumulate ? Vector256.Load(target + i) + value : value).Store(target + i);
            }
        }
    }

    /// <summary>A piece is one image.</summary>
    private readonly unsafe struct Lanes(int area, ChannelRun from, ChannelRun to, int count, int end, Region x, Region y, bool accumulate, CpuWork work) : ICpuJob
    {
        public void Run(int piece)
        {
            for (int c = 0; c < end - to.Start; c++)
            {
                float* source = c < count ? LaneCopy.Channel(work.Cells(x), piece, from.Blocks, area, from.Start + c) : null;
                LaneCopy.Run(source, LaneCopy.Channel(work.Cells(y), piece, to.Blocks, area, to.Start + c), area, accumulate);
            }
        }
    }
}
