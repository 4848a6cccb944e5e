namespace NativeNas.Kernels.Normalization;

/// <summary>
/// The pixels of one block of channels over all images, cut into pieces of about 512 (32 KB, a first-level cache):
/// whole images where they are small, parts of one image where they are large. The shape alone decides.
/// </summary>
public readonly struct PixelPieces
{
    private const int Aim = 512;

    private readonly int images, blocks, area, imagesAPiece, piecesAnImage;

    public PixelPieces(int images, int channels, int area)
    {
        (this.images, this.area) = (images, area);
        blocks = (channels + 15) >> 4;
        imagesAPiece = area >= Aim ? 1 : Aim / area;
        piecesAnImage = area > Aim ? (area + Aim - 1) / Aim : 1;
    }

    public int Images => images;

    public int Blocks => blocks;

    public int Area => area;

    public int Pieces => (images + imagesAPiece - 1) / imagesAPiece * piecesAnImage;

    public int FirstImage(int piece) => piece / piecesAnImage * imagesAPiece;

    public int LastImage(int piece)
    {
        int last = FirstImage(piece) + imagesAPiece;
        return last < images ? last : images;
    }

    public int FirstPixel(int piece) => (int)((long)area * (piece % piecesAnImage) / piecesAnImage);

    public int LastPixel(int piece) => (int)((long)area * ((piece % piecesAnImage) + 1) / piecesAnImage);

    /// <summary>Index of the first float of a pixel's block.</summary>
    public int At(int image, int block, int pixel) => ((((image * blocks) + block) * area) + pixel) * 16;
}
