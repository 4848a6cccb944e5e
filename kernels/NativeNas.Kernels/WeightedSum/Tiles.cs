namespace NativeNas.Kernels.WeightedSum;

/// <summary>How a run of blocks is cut: pieces that threads and partial sums take, tiles that stay in the first-level cache.</summary>
internal static class Tiles
{
    public const int Blocks = 64;

    public const int BlocksAPiece = 1024;

    public static int Pieces(int blocks) => (blocks + BlocksAPiece - 1) / BlocksAPiece;

    public static (int First, int Last) Of(int piece, int blocks) => (piece * BlocksAPiece, Math.Min(blocks, (piece + 1) * BlocksAPiece));
}
