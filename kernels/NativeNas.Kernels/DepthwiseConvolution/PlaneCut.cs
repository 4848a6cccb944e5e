namespace NativeNas.Kernels.DepthwiseConvolution;

/// <summary>
/// Pieces of a batch: one block of a run of images, or a band of rows where planes are few or large. Enough for many
/// threads, and no more, for each has a share of the weight gradient.
/// </summary>
internal readonly struct PlaneCut
{
    private const int EnoughPieces = 128;
    private const int FewestRows = 4;

    /// <summary>Input, output and gradient of a band stay in the second cache.</summary>
    private const int BytesAPixel = 3 * 64;
    private const int LargestBand = 1 << 20;

    private readonly int images, blocks, bands;

    public PlaneCut(int images, int blocks, int rows, int columns)
    {
        (this.images, this.blocks) = (images, blocks);
        int wanted = Math.Max(EnoughPieces / (images * blocks), (int)((long)rows * columns * BytesAPixel / LargestBand));
        bands = Math.Clamp(wanted, 1, Math.Max(1, rows / FewestRows));
        Chunks = Math.Clamp(EnoughPieces / (blocks * bands), 1, images);
    }

    /// <summary>Runs of images.</summary>
    public int Chunks { get; }

    public int Pieces => Chunks * blocks * bands;

    /// <summary>Shares of a block's weight gradient.</summary>
    public int Shares => Chunks * bands;

    public (int Share, int Block) this[int piece] => ((piece / (blocks * bands) * bands) + (piece % bands), piece / bands % blocks);

    public (int From, int To) Images(int share) => Part(images, share / bands, Chunks);

    /// <summary>The rows of a share, of as many as there are on either side of the convolution.</summary>
    public (int From, int To) Rows(int share, int rows) => Part(rows, share % bands, bands);

    private static (int From, int To) Part(int whole, int part, int parts) => (whole * part / parts, whole * (part + 1) / parts);
}
