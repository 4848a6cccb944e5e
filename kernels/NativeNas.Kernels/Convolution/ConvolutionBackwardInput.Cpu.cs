using NativeNas.Kernels.Cpu;
using NativeNas.Kernels.Tiles;

namespace NativeNas.Kernels.Convolution;

public readonly partial struct ConvolutionBackwardInput : ICpuForm
{
    public bool Covers => g.Tiled;

    public unsafe void Run(CpuWork work)
    {
        Surface from = g.Output(work.Cells(dy)), to = g.Input(work.Cells(dx));

        if (g.Flat)
        {
            (from, to) = (from.Flat(), to.Flat());
        }

        Bands bands = new(to, mostPixels: 512);
        work.Phase(bands.Rectangles * bands.Splits, new ConvolutionBackwardInputJob(work, g.Window, bands, from, work.Cells(w), to, accumulate));
    }
}
