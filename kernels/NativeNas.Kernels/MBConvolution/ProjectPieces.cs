using NativeNas.Kernels.Convolution;

namespace NativeNas.Kernels.MBConvolution;

/// <summary>Runs of pixels of an image, and where these are few, runs of its output blocks. The shape alone decides.</summary>
internal readonly struct ProjectPieces(ConvolutionGeometry g)
{
    private const int Fewest = 16;
    private const int BlocksAPiece = 3;

    private readonly PixelRun image = new(0, 0, g.OutHeight * g.OutWidth);
    private readonly int blocks = g.OutBlocks, images = g.Images;

    private int Runs => PixelRuns.Runs(image);

    private int Splits => images * Runs < Fewest ? (blocks + BlocksAPiece - 1) / BlocksAPiece : 1;

    public int Count => images * Runs * Splits;

    public (PixelRun Run, int From, int To) this[int piece]
    {
        get
        {
            int split = piece % Splits, run = piece / Splits;
            return (PixelRuns.Run(image with { Image = run / Runs }, run % Runs), blocks * split / Splits, blocks * (split + 1) / Splits);
        }
    }
}
