using System.Runtime.CompilerServices;
using NativeNas.Kernels.Cpu;
using NativeNas.Kernels.Geometry;
using NativeNas.Kernels.Tiles;

namespace NativeNas.Kernels.Convolution;

/// <summary>One band of outputs of an image in planes: a term is a channel of a tap, a row's pixels lie one or two floats apart.</summary>
internal readonly unsafe struct PlaneForwardJob(Window window, Bands bands, Surface x, float* w, float* bias, Surface y) : ICpuJob
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(int piece)
    {
        Band band = bands[piece];
        (int from, int to) = bands.Blocks(piece);
        PlaneHalo halo = new(band.Inputs(window));
        using PieceScratch table = PieceScratch.Rent(window.Taps * sizeof(Segment) / sizeof(float));
        using PieceScratch scratch = PieceScratch.Rent(halo.PlanePitch * x.Channels);
        Segment* segments = (Segment*)table.Cells;
        halo.Fill(x, band.Image, scratch.Cells);

        for (int tap = 0; tap < window.Taps; tap++)
        {
            int row = tap / window.KernelWidth * window.DilationHeight, column = tap % window.KernelWidth * window.DilationWidth;
            segments[tap] = new((row * halo.RowPitch) + column, tap * x.Channels * 16, x.Channels);
        }

        for (int row = 0; row < band.Rows; row++)
        {
            float* source = scratch.Cells + ((nint)row * window.StrideHeight * halo.RowPitch);
            Target target = y.Target(band.Image, from, band.Top + row, band.Left, bias);

            if (window.StrideWidth == 1)
            {
                Row(new Adjacent(halo.PlanePitch, 16), from, to, segments, band.Columns, source, target);
            }
            else
            {
                Row(new EverySecond(halo.PlanePitch, 16), from, to, segments, band.Columns, source, target);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Row<TOperand>(TOperand operand, int from, int to, Segment* segments, int columns, float* source, in Target target)
        where TOperand : struct, IOperand
    {
        nint pitch = (nint)window.Taps * x.Channels * 16;
        new TileRow<TOperand>(operand, w + (from * pitch), pitch, to - from, segments, segments + window.Taps).Run(columns, source, target);
    }
}
