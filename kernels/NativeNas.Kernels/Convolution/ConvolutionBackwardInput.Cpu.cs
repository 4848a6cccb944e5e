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

        Bands bands = Bands.Of(to, g.Outputs * g.Window.Taps);

        if (g.Flat)
        {
            using Gathering rows = new(work, from, inRows: true);
            work.Phase(bands.Pieces, new MatrixProductJob(bands, rows.Surface, work.Cells(w), null, to, accumulate));
        }
        else if (g.Planes != 0)
        {
            work.Phase(bands.Pieces, new PlaneBackwardInputJob(g.Window, bands, from, work.Cells(w), to, accumulate));
        }
        else
        {
            work.Phase(bands.Pieces, new ConvolutionBackwardInputJob(g.Window, bands, from, work.Cells(w), to, accumulate));
        }
    }
}
