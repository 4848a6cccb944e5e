namespace NativeNas.Autodiff;

/// <summary>What a plan knows of one step.</summary>
/// <param name="Reads">What its backward reads; nothing where it has none.</param>
/// <param name="Repeats">Whether running it again changes nothing.</param>
/// <param name="Sizes">Bytes of each output.</param>
/// <param name="SavedSize">Bytes of what it saves for backward.</param>
/// <param name="Values">Values on the tape after it.</param>
internal sealed record TapeStep(int[] Inputs, int[] Outputs, Reads Reads, bool Repeats, long[] Sizes, long SavedSize, Cost Cost, int Values)
{
    /// <summary>Values that its backward reads.</summary>
    public IEnumerable<int> Read() =>
        Inputs.Where((_, i) => Reads.Input(i)).Concat(Outputs.Where((_, i) => Reads.Output(i)));
}
