namespace NativeNas.Autodiff.Ops;

/// <summary>What becomes of the losses of the samples.</summary>
public enum Reduction
{
    Mean,
    Sum,

    /// <summary>They stay apart: [N] in plain order.</summary>
    None,
}
