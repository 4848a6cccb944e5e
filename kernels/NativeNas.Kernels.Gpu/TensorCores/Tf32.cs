using System.Runtime.CompilerServices;
using ILGPU.Runtime.Cuda;

namespace NativeNas.Kernels.Gpu.TensorCores;

/// <summary>Operands of eleven significant bits, rounded to nearest, ties away from zero; two m16n8k8 a stage.</summary>
internal readonly struct Tf32 : IMultiply
{
    private const string Multiplication = "mma.sync.aligned.m16n8k8.row.col.f32.tf32.tf32.f32 ";

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Rows0(float a, float b, float c, float d, float e, float f, float g, float h) => CudaAsm.Emit(
        "cvt.rna.tf32.f32 left0, %0; " +
        "cvt.rna.tf32.f32 left1, %1; " +
        "cvt.rna.tf32.f32 left2, %2; " +
        "cvt.rna.tf32.f32 left3, %3; " +
        "cvt.rna.tf32.f32 left4, %4; " +
        "cvt.rna.tf32.f32 left5, %5; " +
        "cvt.rna.tf32.f32 left6, %6; " +
        "cvt.rna.tf32.f32 left7, %7; ",
        a, b, c, d, e, f, g, h);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Rows1(float a, float b, float c, float d, float e, float f, float g, float h) => CudaAsm.Emit(
        "cvt.rna.tf32.f32 left8, %0; " +
        "cvt.rna.tf32.f32 left9, %1; " +
        "cvt.rna.tf32.f32 left10, %2; " +
        "cvt.rna.tf32.f32 left11, %3; " +
        "cvt.rna.tf32.f32 left12, %4; " +
        "cvt.rna.tf32.f32 left13, %5; " +
        "cvt.rna.tf32.f32 left14, %6; " +
        "cvt.rna.tf32.f32 left15, %7; ",
        a, b, c, d, e, f, g, h);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Columns0(float a, float b, float c, float d) => CudaAsm.Emit(
        "cvt.rna.tf32.f32 right0, %0; " +
        "cvt.rna.tf32.f32 right1, %1; " +
        "cvt.rna.tf32.f32 right2, %2; " +
        "cvt.rna.tf32.f32 right3, %3; ",
        a, b, c, d);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Columns1(float a, float b, float c, float d) => CudaAsm.Emit(
        "cvt.rna.tf32.f32 right4, %0; " +
        "cvt.rna.tf32.f32 right5, %1; " +
        "cvt.rna.tf32.f32 right6, %2; " +
        "cvt.rna.tf32.f32 right7, %3; ",
        a, b, c, d);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Columns2(float a, float b, float c, float d) => CudaAsm.Emit(
        "cvt.rna.tf32.f32 right8, %0; " +
        "cvt.rna.tf32.f32 right9, %1; " +
        "cvt.rna.tf32.f32 right10, %2; " +
        "cvt.rna.tf32.f32 right11, %3; ",
        a, b, c, d);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Columns3(float a, float b, float c, float d) => CudaAsm.Emit(
        "cvt.rna.tf32.f32 right12, %0; " +
        "cvt.rna.tf32.f32 right13, %1; " +
        "cvt.rna.tf32.f32 right14, %2; " +
        "cvt.rna.tf32.f32 right15, %3; ",
        a, b, c, d);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Multiply0()
    {
        CudaAsm.Emit(Multiplication + "{sum0, sum1, sum2, sum3}, {left0, left1, left2, left3}, {right0, right1}, {sum0, sum1, sum2, sum3};");
        CudaAsm.Emit(Multiplication + "{sum16, sum17, sum18, sum19}, {left8, left9, left10, left11}, {right0, right1}, {sum16, sum17, sum18, sum19};");
        CudaAsm.Emit(Multiplication + "{sum0, sum1, sum2, sum3}, {left4, left5, left6, left7}, {right2, right3}, {sum0, sum1, sum2, sum3};");
        CudaAsm.Emit(Multiplication + "{sum16, sum17, sum18, sum19}, {left12, left13, left14, left15}, {right2, right3}, {sum16, sum17, sum18, sum19};");
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Multiply1()
    {
        CudaAsm.Emit(Multiplication + "{sum4, sum5, sum6, sum7}, {left0, left1, left2, left3}, {right4, right5}, {sum4, sum5, sum6, sum7};");
        CudaAsm.Emit(Multiplication + "{sum20, sum21, sum22, sum23}, {left8, left9, left10, left11}, {right4, right5}, {sum20, sum21, sum22, sum23};");
        CudaAsm.Emit(Multiplication + "{sum4, sum5, sum6, sum7}, {left4, left5, left6, left7}, {right6, right7}, {sum4, sum5, sum6, sum7};");
        CudaAsm.Emit(Multiplication + "{sum20, sum21, sum22, sum23}, {left12, left13, left14, left15}, {right6, right7}, {sum20, sum21, sum22, sum23};");
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Multiply2()
    {
        CudaAsm.Emit(Multiplication + "{sum8, sum9, sum10, sum11}, {left0, left1, left2, left3}, {right8, right9}, {sum8, sum9, sum10, sum11};");
        CudaAsm.Emit(Multiplication + "{sum24, sum25, sum26, sum27}, {left8, left9, left10, left11}, {right8, right9}, {sum24, sum25, sum26, sum27};");
        CudaAsm.Emit(Multiplication + "{sum8, sum9, sum10, sum11}, {left4, left5, left6, left7}, {right10, right11}, {sum8, sum9, sum10, sum11};");
        CudaAsm.Emit(Multiplication + "{sum24, sum25, sum26, sum27}, {left12, left13, left14, left15}, {right10, right11}, {sum24, sum25, sum26, sum27};");
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Multiply3()
    {
        CudaAsm.Emit(Multiplication + "{sum12, sum13, sum14, sum15}, {left0, left1, left2, left3}, {right12, right13}, {sum12, sum13, sum14, sum15};");
        CudaAsm.Emit(Multiplication + "{sum28, sum29, sum30, sum31}, {left8, left9, left10, left11}, {right12, right13}, {sum28, sum29, sum30, sum31};");
        CudaAsm.Emit(Multiplication + "{sum12, sum13, sum14, sum15}, {left4, left5, left6, left7}, {right14, right15}, {sum12, sum13, sum14, sum15};");
        CudaAsm.Emit(Multiplication + "{sum28, sum29, sum30, sum31}, {left12, left13, left14, left15}, {right14, right15}, {sum28, sum29, sum30, sum31};");
    }
}
