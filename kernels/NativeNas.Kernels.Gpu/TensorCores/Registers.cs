using System.Runtime.CompilerServices;
using ILGPU.Runtime.Cuda;

namespace NativeNas.Kernels.Gpu.TensorCores;

/// <summary>
/// A thread's sums, 4 of each m16n8 of its warp, in registers of the names that the multiplications use. What inline PTX
/// returns to C# would pass through local memory, so the sums leave through shared memory.
/// </summary>
internal static class Registers
{
    /// <summary>The first shared block of a kernel, as the compiler names it.</summary>
    private const string Shared = "__shared_alloca0";

    private const string Put = "add.u32 there, here, %0; st.shared.v2.f32 [there], ";

    public static void Declare()
    {
        CudaAsm.Emit(".reg .f32 sum<32>; .reg .b32 left<16>; .reg .b32 right<16>; .reg .u32 here; .reg .u32 there;");
        CudaAsm.Emit("mov.f32 sum0, 0f00000000; mov.f32 sum1, 0f00000000; mov.f32 sum2, 0f00000000; mov.f32 sum3, 0f00000000;");
        CudaAsm.Emit("mov.f32 sum4, 0f00000000; mov.f32 sum5, 0f00000000; mov.f32 sum6, 0f00000000; mov.f32 sum7, 0f00000000;");
        CudaAsm.Emit("mov.f32 sum8, 0f00000000; mov.f32 sum9, 0f00000000; mov.f32 sum10, 0f00000000; mov.f32 sum11, 0f00000000;");
        CudaAsm.Emit("mov.f32 sum12, 0f00000000; mov.f32 sum13, 0f00000000; mov.f32 sum14, 0f00000000; mov.f32 sum15, 0f00000000;");
        CudaAsm.Emit("mov.f32 sum16, 0f00000000; mov.f32 sum17, 0f00000000; mov.f32 sum18, 0f00000000; mov.f32 sum19, 0f00000000;");
        CudaAsm.Emit("mov.f32 sum20, 0f00000000; mov.f32 sum21, 0f00000000; mov.f32 sum22, 0f00000000; mov.f32 sum23, 0f00000000;");
        CudaAsm.Emit("mov.f32 sum24, 0f00000000; mov.f32 sum25, 0f00000000; mov.f32 sum26, 0f00000000; mov.f32 sum27, 0f00000000;");
        CudaAsm.Emit("mov.f32 sum28, 0f00000000; mov.f32 sum29, 0f00000000; mov.f32 sum30, 0f00000000; mov.f32 sum31, 0f00000000;");
    }

    /// <param name="index">The shared float from which the offsets of sums count.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Address(int index) => CudaAsm.Emit("mov.u32 here, " + Shared + "; add.u32 here, here, %0;", index * 4);

    /// <summary>The sums of eight columns 0, two at each offset: of sixteen rows 0, their upper and lower eight, then of 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Put0(int a, int b, int c, int d)
    {
        CudaAsm.Emit(Put + "{sum0, sum1};", a * 4);
        CudaAsm.Emit(Put + "{sum2, sum3};", b * 4);
        CudaAsm.Emit(Put + "{sum16, sum17};", c * 4);
        CudaAsm.Emit(Put + "{sum18, sum19};", d * 4);
    }

    /// <summary>The sums of eight columns 1, two at each offset: of sixteen rows 0, their upper and lower eight, then of 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Put1(int a, int b, int c, int d)
    {
        CudaAsm.Emit(Put + "{sum4, sum5};", a * 4);
        CudaAsm.Emit(Put + "{sum6, sum7};", b * 4);
        CudaAsm.Emit(Put + "{sum20, sum21};", c * 4);
        CudaAsm.Emit(Put + "{sum22, sum23};", d * 4);
    }

    /// <summary>The sums of eight columns 2, two at each offset: of sixteen rows 0, their upper and lower eight, then of 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Put2(int a, int b, int c, int d)
    {
        CudaAsm.Emit(Put + "{sum8, sum9};", a * 4);
        CudaAsm.Emit(Put + "{sum10, sum11};", b * 4);
        CudaAsm.Emit(Put + "{sum24, sum25};", c * 4);
        CudaAsm.Emit(Put + "{sum26, sum27};", d * 4);
    }

    /// <summary>The sums of eight columns 3, two at each offset: of sixteen rows 0, their upper and lower eight, then of 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Put3(int a, int b, int c, int d)
    {
        CudaAsm.Emit(Put + "{sum12, sum13};", a * 4);
        CudaAsm.Emit(Put + "{sum14, sum15};", b * 4);
        CudaAsm.Emit(Put + "{sum28, sum29};", c * 4);
        CudaAsm.Emit(Put + "{sum30, sum31};", d * 4);
    }
}
