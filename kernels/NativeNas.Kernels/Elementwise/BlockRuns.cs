namespace NativeNas.Kernels.Elementwise;

/// <summary>Planes of blocks cut into runs of about 1024 (64 KB of each array), none of which crosses a plane.</summary>
internal readonly struct BlockRuns(int planes, int blocksAPlane)
{
    private const int Aim = 1024;

    private readonly int runsAPlane = (blocksAPlane + Aim - 1) / Aim;

    public int Pieces => planes * runsAPlane;

    /// <summary>The plane of a piece, and the blocks it takes of all planes one behind the other.</summary>
    public (int Plane, int First, int Last) Of(int piece)
    {
        int plane = piece / runsAPlane, run = piece - (plane * runsAPlane), start = plane * blocksAPlane;
        return (plane, start + (int)((long)blocksAPlane * run / runsAPlane), start + (int)((long)blocksAPlane * (run + 1) / runsAPlane));
    }
}
