using NativeNas.Kernels.Cpu;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.MBConvolution;

/// <summary>The gate of an image from the sums of its bands.</summary>
internal readonly unsafe struct GateJob(ExcitationVectors gates, int blocks, int bands, int area, Block* sums) : ICpuJob
{
    public void Run(int image)
    {
        for (int block = 0; block < blocks; block++)
        {
            Block* parts = sums + (((image * blocks) + block) * bands);
            Block sum = parts[0];

            for (int i = 1; i < bands; i++)
            {
                sum += parts[i];
            }

            gates.Mean(image)[block] = sum / Block.Of(area);
        }

        gates.Forward(image);
    }
}
