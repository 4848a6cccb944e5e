using NativeNas.Kernels.Cpu;
using NativeNas.Kernels.Devices;

namespace NativeNas.Kernels.Rearrangement;

/// <summary>A channel at a time, an image a piece.</summary>
public readonly partial struct ShuffleChannels : ICpuForm
{
    public bool Covers => true;

    public void Run(CpuWork work) => work.Phase(images, new Job(channels, area, groups, x, y, accumulate, work));

    private readonly unsafe struct Job(int channels, int area, int groups, Region x, Region y, bool accumulate, CpuWork work) : ICpuJob
    {
        public void Run(int piece)
        {
            int blocks = (channels + 15) >> 4;

            for (int c = 0; c < blocks * 16; c++)
            {
                int source = (c % groups * (channels / groups)) + (c / groups);
                float* from = c < channels ? LaneCopy.Channel(work.Cells(x), piece, blocks, area, source) : null;
                LaneCopy.Run(from, LaneCopy.Channel(work.Cells(y), piece, blocks, area, c), area, accumulate);
            }
        }
    }
}
