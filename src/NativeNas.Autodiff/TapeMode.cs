namespace NativeNas.Autodiff;

/// <summary>What a pass is for: modules ask the tape, so that one forward code serves all.</summary>
public enum TapeMode
{
    /// <summary>Batch statistics, dropout; running statistics are updated.</summary>
    Training,

    /// <summary>As training, but running statistics stay as they are: the passes of an unrolled step.</summary>
    Unrolled,

    /// <summary>Running statistics, no dropout.</summary>
    Evaluation,
}
