using System.Runtime.CompilerServices;
using ILGPU.Runtime.Cuda;

namespace NativeNas.Kernels.Gpu.TensorCores;

/// <summary>Operands of eight significant bits, rounded to nearest even; one m16n8k16 a stage, two terms a register.</summary>
internal readonly struct Bf16 : IMultiply
{
    private const string Multiplication = "mma.sync.aligned.m16n8k16.row.col.f32.bf16.bf16.f32 ";

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Rows0(float a, float b, float c, float d, float e, float f, float g, float h) => CudaAsm.Emit(
        "cvt.rn.bf16x2.f32 left0, %2, %0; " +
        "cvt.rn.bf16x2.f32 left1, %3, %1; " +
        "cvt.rn.bf16x2.f32 left2, %6, %4; " +
        "cvt.rn.bf16x2.f32 left3, %7, %5; ",
        a, b, c, d, e, f, g, h);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Rows1(float a, float b, float c, float d, float e, float f, float g, float h) => CudaAsm.Emit(
        "cvt.rn.bf16x2.f32 left4, %2, %0; " +
        "cvt.rn.bf16x2.f32 left5, %3, %1; " +
        "cvt.rn.bf16x2.f32 left6, %6, %4; " +
        "cvt.rn.bf16x2.f32 left7, %7, %5; ",
        a, b, c, d, e, f, g, h);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Columns0(float a, float b, float c, float d) => CudaAsm.Emit(
        "cvt.rn.bf16x2.f32 right0, %1, %0; " +
        "cvt.rn.bf16x2.f32 right1, %3, %2; ",
        a, b, c, d);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Columns1(float a, float b, float c, float d) => CudaAsm.Emit(
        "cvt.rn.bf16x2.f32 right2, %1, %0; " +
        "cvt.rn.bf16x2.f32 right3, %3, %2; ",
        a, b, c, d);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Columns2(float a, float b, float c, float d) => CudaAsm.Emit(
        "cvt.rn.bf16x2.f32 right4, %1, %0; " +
        "cvt.rn.bf16x2.f32 right5, %3, %2; ",
        a, b, c, d);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Columns3(float a, float b, float c, float d) => CudaAsm.Emit(
        "cvt.rn.bf16x2.f32 right6, %1, %0; " +
        "cvt.rn.bf16x2.f32 right7, %3, %2; ",
        a, b, c, d);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Multiply0()
    {
        CudaAsm.Emit(Multiplication + "{sum0, sum1, sum2, sum3}, {left0, left1, left2, left3}, {right0, right1}, {sum0, sum1, sum2, sum3};");
        CudaAsm.Emit(Multiplication + "{sum16, sum17, sum18, sum19}, {left4, left5, left6, left7}, {right0, right1}, {sum16, sum17, sum18, sum19};");
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Multiply1()
    {
        CudaAsm.Emit(Multiplication + "{sum4, sum5, sum6, sum7}, {left0, left1, left2, left3}, {right2, right3}, {sum4, sum5, sum6, sum7};");
        CudaAsm.Emit(Multiplication + "{sum20, sum21, sum22, sum23}, {left4, left5, left6, left7}, {right2, right3}, {sum20, sum21, sum22, sum23};");
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Multiply2()
    {
        CudaAsm.Emit(Multiplication + "{sum8, sum9, sum10, sum11}, {left0, left1, left2, left3}, {right4, right5}, {sum8, sum9, sum10, sum11};");
        CudaAsm.Emit(Multiplication + "{sum24, sum25, sum26, sum27}, {left4, left5, left6, left7}, {right4, right5}, {sum24, sum25, sum26, sum27};");
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Multiply3()
    {
        CudaAsm.Emit(Multiplication + "{sum12, sum13, sum14, sum15}, {left0, left1, left2, left3}, {right6, right7}, {sum12, sum13, sum14, sum15};");
        CudaAsm.Emit(Multiplication + "{sum28, sum29, sum30, sum31}, {left4, left5, left6, left7}, {right6, right7}, {sum28, sum29, sum30, sum31};");
    }
}
