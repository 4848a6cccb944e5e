namespace NativeNas.Kernels.MBConvolution;

/// <summary>
/// The pixels of images cut evenly into pieces of at most 1024, and each piece into runs of at most 128, of which a
/// second-level cache holds all channels. The shape alone decides.
/// </summary>
internal readonly record struct PixelRuns(int Images, int Area)
{
    private const int LongestPiece = 1024;
    private const int LongestRun = 128;

    public int PiecesAnImage => (Area + LongestPiece - 1) / LongestPiece;

    public int Pieces => Images * PiecesAnImage;

    /// <summary>Pixels of the longest run of a piece, and of all runs of an image.</summary>
    public static int Longest(int pixels) => Math.Min(pixels, LongestRun);

    public PixelRun Piece(int piece)
    {
        int image = piece / PiecesAnImage, part = piece % PiecesAnImage;
        return Part(new(image, 0, Area), part, PiecesAnImage);
    }

    public static int Runs(PixelRun piece) => (piece.Pixels + LongestRun - 1) / LongestRun;

    public static PixelRun Run(PixelRun piece, int run) => Part(piece, run, Runs(piece));

    private static PixelRun Part(PixelRun whole, int part, int parts)
    {
        int from = (int)((long)whole.Pixels * part / parts), to = (int)((long)whole.Pixels * (part + 1) / parts);
        return new(whole.Image, whole.First + from, to - from);
    }
}
