namespace NativeNas.Kernels.Tiles;

/// <summary>
/// Products of up to sixteen rows (pixels, or input channels) with up to three vectors, each sum in a register of its own:
/// y[i, j] = Σ over segments s and t &lt; s.Count of operand(x + s.X + i·pitch + t·step) · w[s.W + j·wPitch + t·weightStep].
/// 16 × 1, 14 × 2 and 9 × 3 leave registers for the vectors and the operand; the generator writes these and all smaller ones.
/// </summary>
/// <param name="wPitch">Floats from a vector of weights to the next.</param>
/// <param name="ahead">Whether x is asked for a tile ahead of its use.</param>
/// <param name="ask">Where an operand that asks begins: a line for every four terms.</param>
internal readonly unsafe partial struct Tile<TOperand>(TOperand operand, float* w, nint wPitch, Segment* first, Segment* end, bool ahead = false, float* ask = null)
    where TOperand : struct, IOperand
{
    /// <param name="tiles">Neighbours of this size, one after the other.</param>
    /// <param name="to">Outputs of the first; the next ones' follow.</param>
    public partial void Run(int rows, int vectors, int tiles, float* x, in Target to);
}
