namespace NativeNas.Kernels.DepthwiseConvolution;

/// <summary>Pieces of a batch: its planes, cut into bands of rows where the planes alone are too few for many threads.</summary>
internal readonly struct PlaneCut
{
    private const int EnoughPieces = 128;
    private const int FewestRows = 4;

    private readonly int blocks, bands;

    public PlaneCut(int images, int blocks, int rows)
    {
        this.blocks = blocks;
        bands = Math.Clamp(EnoughPieces / (images * blocks), 1, Math.Max(1, rows / FewestRows));
        Pieces = images * blocks * bands;
    }

    public int Pieces { get; }

    public (int Image, int Block, int Band) this[int piece] => (piece / bands / blocks, piece / bands % blocks, piece % bands);

    /// <summary>The rows of a band, of as many as there are on either side of the convolution.</summary>
    public (int From, int To) Rows(int band, int rows) => (rows * band / bands, rows * (band + 1) / bands);
}
