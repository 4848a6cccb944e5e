namespace NativeNas.Kernels.Devices;

/// <summary>In what the operands of matrix products are multiplied; sums are single precision in each.</summary>
public enum MatrixPrecision
{
    /// <summary>Single precision.</summary>
    Fp32,

    /// <summary>Operands of eleven significant bits, on tensor cores.</summary>
    Tf32,

    /// <summary>Operands of eight significant bits, on tensor cores.</summary>
    Bf16,
}
