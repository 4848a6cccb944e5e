namespace NativeNas.Search.Settings;

/// <summary>Whether chains of layers run as one op where there is one. Sums run in another order in each, so it belongs to what decides the bits.</summary>
public enum Fusion
{
    /// <summary>Faster, and in less memory.</summary>
    On,

    /// <summary>Layer by layer: what the fused ops are tested against.</summary>
    Off,
}
