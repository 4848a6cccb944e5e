using NativeNas.Kernels.Convolution;
using NativeNas.Kernels.Cpu;
using NativeNas.Kernels.Tiles;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.MBConvolution;

/// <summary>A share of all pieces: a run of dL/dy at a time, in a cache, feeds dx and this share of dw.</summary>
internal readonly unsafe struct ExpandBackwardJob : ICpuJob
{
    public ConvolutionGeometry Geometry { get; init; }

    public PixelRuns Runs { get; init; }

    public int Shares { get; init; }

    public NormVectors Norm { get; init; }

    public NormSumVectors Sums { get; init; }

    public float* X { get; init; }

    public float* W { get; init; }

    public float* Y { get; init; }

    public float* Dnormal { get; init; }

    public float* Shortcut { get; init; }

    public float* Dx { get; init; }

    public bool Accumulate { get; init; }

    /// <summary>[shares, output blocks, input blocks, 16, 16].</summary>
    public float* Totals { get; init; }

    public void Run(int share)
    {
        using PieceScratch dy = PieceScratch.Rent(PixelRuns.Longest(Runs.Area) * Geometry.OutBlocks * 16);
        float* total = Totals is null ? null : Totals + ((nint)share * Geometry.OutBlocks * Geometry.Blocks * 256);
        int first = Runs.Pieces * share / Shares, last = Runs.Pieces * (share + 1) / Shares;

        for (int piece = first; piece < last; piece++)
        {
            PixelRun pixels = Runs.Piece(piece);

            for (int i = 0; i < PixelRuns.Runs(pixels); i++)
            {
                Add(PixelRuns.Run(pixels, i), dy.Cells, total, piece == first && i == 0);
            }
        }
    }

    private void Add(PixelRun run, float* dy, float* total, bool fresh)
    {
        int plane = Runs.Area * 16, pitch = run.Pixels * 16;
        nint x = (((nint)run.Image * Geometry.Blocks * Runs.Area) + run.First) * 16;

        for (int block = 0; block < Geometry.OutBlocks; block++)
        {
            nint at = (((((nint)run.Image * Geometry.OutBlocks) + block) * Runs.Area) + run.First) * 16;
            Norm.Backward(Sums, block, run.Pixels, Y + at, Dnormal + at, dy + (block * pitch));
        }

        if (Dx is not null)
        {
            for (int block = 0; block < Geometry.Blocks && Shortcut is not null; block++)
            {
                Begin(run.Pixels, Shortcut + x + (block * plane), Dx + x + (block * plane));
            }

            new PixelProducts(W, Geometry.OutChannels, Geometry.Blocks, pitch, plane).Run(run.Pixels, dy, Dx + x, Accumulate | Shortcut is not null);
        }

        if (total is not null)
        {
            new PixelOuterProducts(Geometry.Channels, Geometry.OutBlocks, plane, pitch).Run(run.Pixels, X + x, dy, total, fresh);
        }
    }

    /// <summary>What the products are added to: the shortcut's gradient, and dx where it holds one.</summary>
    private void Begin(int pixels, float* shortcut, float* dx)
    {
        Block* from = (Block*)shortcut, to = (Block*)dx;

        for (int i = 0; i < pixels; i++)
        {
            to[i] = Accumulate ? to[i] + from[i] : from[i];
        }
    }
}
