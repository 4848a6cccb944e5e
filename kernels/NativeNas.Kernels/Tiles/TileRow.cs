namespace NativeNas.Kernels.Tiles;

/// <summary>A row of outputs of one block, cut evenly into tiles: 49 = 13 + 12 + 12 + 12.</summary>
/// <param name="w">Weights of the output block.</param>
/// <param name="first">First of the segments that every output sums.</param>
internal readonly unsafe struct TileRow<TOperand>(float* w, Segment* first, Segment* end)
    where TOperand : struct, IOperand
{
    private const int Widest = 16;

    /// <param name="x">Input of the first output; its neighbours' lie 16 floats apart.</param>
    /// <param name="start">What every sum starts from (a bias); null for zero.</param>
    /// <param name="pitch">Floats from an output to its neighbour.</param>
    /// <param name="accumulate">Whether sums start from what y holds instead.</param>
    public void Run(int outputs, float* x, float* start, float* y, int pitch, bool accumulate)
    {
        int tiles = (outputs + Widest - 1) / Widest;

        for (int i = 0, from = 0; i < tiles; i++)
        {
            int to = outputs * (i + 1) / tiles;
            float* target = y + (from * pitch);
            Run(to - from, x + (from * 16), accumulate ? target : start, accumulate ? pitch : 0, target, pitch);
            from = to;
        }
    }

    private void Run(int count, float* x, float* start, int startPitch, float* y, int pitch)
    {
        switch (count)
        {
            case 1:
                Tile.Run<TOperand, N1>(x, w, first, end, start, startPitch, y, pitch);
                break;
            case 2:
                Tile.Run<TOperand, N2>(x, w, first, end, start, startPitch, y, pitch);
                break;
            case 3:
                Tile.Run<TOperand, N3>(x, w, first, end, start, startPitch, y, pitch);
                break;
            case 4:
                Tile.Run<TOperand, N4>(x, w, first, end, start, startPitch, y, pitch);
                break;
            case 5:
                Tile.Run<TOperand, N5>(x, w, first, end, start, startPitch, y, pitch);
                break;
            case 6:
                Tile.Run<TOperand, N6>(x, w, first, end, start, startPitch, y, pitch);
                break;
            case 7:
                Tile.Run<TOperand, N7>(x, w, first, end, start, startPitch, y, pitch);
                break;
            case 8:
                Tile.Run<TOperand, N8>(x, w, first, end, start, startPitch, y, pitch);
                break;
            case 9:
                Tile.Run<TOperand, N9>(x, w, first, end, start, startPitch, y, pitch);
                break;
            case 10:
                Tile.Run<TOperand, N10>(x, w, first, end, start, startPitch, y, pitch);
                break;
            case 11:
                Tile.Run<TOperand, N11>(x, w, first, end, start, startPitch, y, pitch);
                break;
            case 12:
                Tile.Run<TOperand, N12>(x, w, first, end, start, startPitch, y, pitch);
                break;
            case 13:
                Tile.Run<TOperand, N13>(x, w, first, end, start, startPitch, y, pitch);
                break;
            case 14:
                Tile.Run<TOperand, N14>(x, w, first, end, start, startPitch, y, pitch);
                break;
            case 15:
                Tile.Run<TOperand, N15>(x, w, first, end, start, startPitch, y, pitch);
                break;
            default:
                Tile.Run<TOperand, N16>(x, w, first, end, start, startPitch, y, pitch);
                break;
        }
    }
}
