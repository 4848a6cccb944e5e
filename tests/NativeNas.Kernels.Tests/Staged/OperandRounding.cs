using NativeNas.Kernels.Devices;

namespace NativeNas.Kernels.Tests.Staged;

/// <summary>What a finite operand becomes in a tensor core.</summary>
internal static class OperandRounding
{
    public static float Round(float value, MatrixPrecision precision)
    {
        uint bits = BitConverter.SingleToUInt32Bits(value);
        return BitConverter.UInt32BitsToSingle(precision switch
        {
            MatrixPrecision.Tf32 => (bits + 0x1000) & ~0x1FFFu,
            MatrixPrecision.Bf16 => (bits + 0x7FFF + ((bits >> 16) & 1)) & ~0xFFFFu,
            _ => bits,
        });
    }
}
