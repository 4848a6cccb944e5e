using System.Runtime.CompilerServices;
using NativeNas.Kernels.Cpu;
using NativeNas.Kernels.Geometry;

namespace NativeNas.Kernels.Pooling;

/// <summary>What a sweep does with each pair of target and partner pixel; indices count floats, or pixels of one plane.</summary>
internal interface ISweepStep<TState>
    where TState : struct
{
    /// <param name="target">Where the target lies; the rest speaks of its first partner.</param>
    TState First(int target, int at, int pixel, int tap);

    TState Next(TState state, int at, int pixel, int tap);

    void Put(int at, int pixel, TState state);

    /// <summary>The target meets nothing.</summary>
    void PutNothing(int at);

    /// <summary>Whether <see cref="Nine"/> may read these partners; otherwise they are taken one by one.</summary>
    bool AllowsNine(int from, int blocks);

    /// <summary>Neighbouring targets each of which meets 3×3 partners, through the taps 0 to 8.</summary>
    void Nine(SweepRun run);
}

/// <summary>
/// Every target pixel with all partners that share a window with it, taps ascending: the order of the portable
/// kernels, so that the bits are theirs. A piece is a band of about 1024 blocks in one plane.
/// </summary>
internal readonly unsafe struct PoolingSweep<TStep, TState>(Reach* rows, Reach* columns, SweepInside inside, SweepAxes axes, TStep step) : ICpuJob
    where TStep : struct, ISweepStep<TState>
    where TState : struct
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(int piece)
    {
        TStep s = step;
        int plane = piece / axes.Bands, band = piece % axes.Bands;
        int from = axes.Rows * band / axes.Bands, to = axes.Rows * (band + 1) / axes.Bands;
        int source = plane * axes.PartnerRows * axes.PartnerColumns;

        (int top, int bottom) = Partners(from, to);
        bool nine = inside.Count > 0 && s.AllowsNine((source + (top * axes.PartnerColumns)) * 16, (bottom - top) * axes.PartnerColumns);

        for (int row = from; row < to; row++)
        {
            Reach down = rows[row];

            for (int column = 0; column < axes.Columns; column++)
            {
                Reach across = columns[column];
                int target = (row * axes.Columns) + column, at = ((plane * axes.Rows * axes.Columns) + target) * 16;

                if (nine && down.Count == 3 && column == inside.First)
                {
                    int partner = (down.Partner * axes.PartnerColumns) + across.Partner;
                    s.Nine(new(at, target, inside.Count, (source + partner) * 16, partner, inside.Stride, axes.Step * 16, axes.RowStep * 16));
                    column += inside.Count - 1;
                    continue;
                }

                if (down.Count == 0 || across.Count == 0)
                {
                    s.PutNothing(at);
                    continue;
                }

                int pixel = (down.Partner * axes.PartnerColumns) + across.Partner, tap = (down.Tap * axes.Kernel) + across.Tap;
                TState state = s.First(at, (source + pixel) * 16, pixel, tap);

                for (int j = 1; j < across.Count; j++)
                {
                    int p = pixel + (j * axes.Step);
                    state = s.Next(state, (source + p) * 16, p, tap + (j * axes.TapStep));
                }

                for (int i = 1; i < down.Count; i++)
                {
                    int first = pixel + (i * axes.RowStep), t = tap + (i * axes.TapRowStep);

                    for (int j = 0; j < across.Count; j++)
                    {
                        int p = first + (j * axes.Step);
                        state = s.Next(state, (source + p) * 16, p, t + (j * axes.TapStep));
                    }
                }

                s.Put(at, target, state);
            }
        }
    }

    /// <summary>The rows of partners that a band of rows meets three at a time.</summary>
    private (int First, int Last) Partners(int from, int to)
    {
        (int first, int last) = (int.MaxValue, 0);

        for (int row = from; row < to; row++)
        {
            if (rows[row].Count == 3)
            {
                int end = rows[row].Partner + (axes.RowStep > 0 ? 2 : -2);
                (first, last) = (Math.Min(first, Math.Min(rows[row].Partner, end)), Math.Max(last, Math.Max(rows[row].Partner, end) + 1));
            }
        }

        return first < last ? (first, last) : default;
    }
}

/// <summary>Extents of targets and partners, and how far pixels and taps move from one partner to the next.</summary>
internal readonly record struct SweepAxes(
    int Planes, int Rows, int Columns, int PartnerRows, int PartnerColumns, int Kernel, int Step, int RowStep, int TapStep, int TapRowStep)
{
    public int Bands => Math.Clamp(Rows * Columns / 1024, 1, Rows);

    public static SweepAxes Outputs(PlaneGeometry g) => new(
        g.Images * g.Blocks, g.OutHeight, g.OutWidth, g.Height, g.Width, g.Window.KernelWidth, 1, g.Width, 1, g.Window.KernelWidth);

    public static SweepAxes Inputs(PlaneGeometry g) => new(
        g.Images * g.Blocks, g.Height, g.Width, g.OutHeight, g.OutWidth, g.Window.KernelWidth, -1, -g.OutWidth,
        g.Window.StrideWidth, g.Window.KernelWidth * g.Window.StrideHeight);
}
