namespace NativeNas.Tensors;

/// <summary>How logical elements lie in memory.</summary>
public enum Layout
{
    /// <summary>NCHW16c: [N, ⌈C/16⌉, H, W, 16]; lanes beyond C are zero. Every activation.</summary>
    Blocked,

    /// <summary>Row-major logical order [N, C, H, W]. Parameters, and images until the first convolution.</summary>
    Planes,
}
