using NativeNas.Kernels.Cpu;
using NativeNas.Kernels.Tiles;

namespace NativeNas.Kernels.Convolution;

public readonly partial struct ConvolutionForward : ICpuForm
{
    public bool Covers => g.Tiled;

    public unsafe void Run(CpuWork work)
    {
        Surface from = g.Input(work.Cells(x)), to = g.Output(work.Cells(y));

        if (g.Flat)
        {
            (from, to) = (from.Flat(), to.Flat());
        }

        Bands bands = Bands.Of(to, g.Inputs * g.Window.Taps);
        float* start = bias is { } b ? work.Cells(b) : null;

        if (g.Flat)
        {
            using Gathering rows = new(work, from, inRows: true);
            work.Phase(bands.Pieces, new MatrixProductJob(bands, rows.Surface, work.Cells(w), start, to, accumulate: false));
        }
        else if (g.Planar)
        {
            work.Phase(bands.Pieces, new PlaneForwardJob(g.Window, bands, from, work.Cells(w), start, to));
        }
        else
        {
            work.Phase(bands.Pieces, new ConvolutionForwardJob(g.Window, bands, from, work.Cells(w), start, to));
        }
    }
}
