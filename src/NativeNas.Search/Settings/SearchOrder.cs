namespace NativeNas.Search.Settings;

/// <summary>How the architecture gradient treats the weights (DARTS §2.3).</summary>
public enum SearchOrder
{
    /// <summary>ξ = 0: the weights as they are.</summary>
    First,

    /// <summary>ξ = the learning rate: the weights after one unrolled step.</summary>
    Second,
}
