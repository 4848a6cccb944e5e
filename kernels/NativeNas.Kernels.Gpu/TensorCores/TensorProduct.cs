using System.Reflection;
using System.Runtime.CompilerServices;
using ILGPU;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Staged;
using NativeNas.Kernels.Staged.Products;

namespace NativeNas.Kernels.Gpu.TensorCores;

/// <summary>
/// What a CUDA device starts in place of <see cref="Entries.Staged"/> where a kernel is a matrix product: the same loads
/// and stores, the multiplications on tensor cores.
/// </summary>
internal static class TensorProduct
{
    /// <summary>The replacement of a kernel's entry; null where there is none.</summary>
    public static Action<int, TKernel>? Of<TKernel>(MatrixPrecision precision)
        where TKernel : struct =>
        precision != MatrixPrecision.Fp32 && typeof(TKernel).IsAssignableTo(typeof(ITileProduct))
            ? Entry(typeof(TKernel), precision).CreateDelegate<Action<int, TKernel>>()
            : null;

    public static MethodInfo Entry(Type kernel, MatrixPrecision precision) => typeof(TensorProduct)
        .GetMethod(nameof(Run))!
        .MakeGenericMethod(kernel, precision == MatrixPrecision.Tf32 ? typeof(Tf32) : typeof(Bf16));

    /// <summary>A product's group at (x, y, z) of the grid.</summary>
    public static void Run<TKernel, TMultiply>(int first, TKernel kernel)
        where TKernel : struct, ITileProduct
        where TMultiply : struct, IMultiply
    {
        GpuShared shared = new(SharedMemory.Allocate<Float4>(Fragments<TKernel>.Shared / 4).Cast<float>());
        int thread = Group.IdxX, column = Grid.IdxX, row = Grid.IdxY, plane = first + Grid.IdxZ, stages = kernel.Stages;
        int left = Fragments<TKernel>.Left(thread), right = Fragments<TKernel>.Right(thread);
        ProductState state = default;
        Registers.Declare();

        for (int stage = 0; stage < stages; stage++)
        {
            kernel.Load(thread, column, row, plane, stage, shared, ref state);
            Group.Barrier();
            Step<TKernel, TMultiply>(shared, left, right);
            Group.Barrier();
        }

        Put<TKernel>(thread);
        Group.Barrier();
        TKernel.Take(thread, shared, Fragments<TKernel>.SumPitch, ref state);
        kernel.Store(thread, column, row, plane, in state);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Step<TKernel, TMultiply>(GpuShared shared, int left, int right)
        where TKernel : struct, ITileProduct
        where TMultiply : struct, IMultiply
    {
        TMultiply.Rows0(
            Left<TKernel>(shared, left, 0, 0, 0), Left<TKernel>(shared, left, 0, 1, 0), Left<TKernel>(shared, left, 0, 0, 1), Left<TKernel>(shared, left, 0, 1, 1),
            Left<TKernel>(shared, left, 0, 0, 2), Left<TKernel>(shared, left, 0, 1, 2), Left<TKernel>(shared, left, 0, 0, 3), Left<TKernel>(shared, left, 0, 1, 3));
        TMultiply.Rows1(
            Left<TKernel>(shared, left, 1, 0, 0), Left<TKernel>(shared, left, 1, 1, 0), Left<TKernel>(shared, left, 1, 0, 1), Left<TKernel>(shared, left, 1, 1, 1),
            Left<TKernel>(shared, left, 1, 0, 2), Left<TKernel>(shared, left, 1, 1, 2), Left<TKernel>(shared, left, 1, 0, 3), Left<TKernel>(shared, left, 1, 1, 3));
        TMultiply.Columns0(Right<TKernel>(shared, right, 0, 0), Right<TKernel>(shared, right, 0, 1), Right<TKernel>(shared, right, 0, 2), Right<TKernel>(shared, right, 0, 3));
        TMultiply.Columns1(Right<TKernel>(shared, right, 1, 0), Right<TKernel>(shared, right, 1, 1), Right<TKernel>(shared, right, 1, 2), Right<TKernel>(shared, right, 1, 3));
        TMultiply.Multiply0();
        TMultiply.Multiply1();

        if (Fragments<TKernel>.Runs == 4)
        {
            TMultiply.Columns2(Right<TKernel>(shared, right, 2, 0), Right<TKernel>(shared, right, 2, 1), Right<TKernel>(shared, right, 2, 2), Right<TKernel>(shared, right, 2, 3));
            TMultiply.Columns3(Right<TKernel>(shared, right, 3, 0), Right<TKernel>(shared, right, 3, 1), Right<TKernel>(shared, right, 3, 2), Right<TKernel>(shared, right, 3, 3));
            TMultiply.Multiply2();
            TMultiply.Multiply3();
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Left<TKernel>(GpuShared shared, int left, int m, int h, int j)
        where TKernel : struct, ITileProduct => shared.At(left, Fragments<TKernel>.LeftOffset(m, h, j));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Right<TKernel>(GpuShared shared, int right, int n, int j)
        where TKernel : struct, ITileProduct => shared.At(right, Fragments<TKernel>.RightOffset(n, j));

    /// <summary>The warps' sums, put over the operands.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put<TKernel>(int thread)
        where TKernel : struct, ITileProduct
    {
        Registers.Address(Fragments<TKernel>.Sum(thread));
        Registers.Put0(Offset<TKernel>(0, 0, 0), Offset<TKernel>(0, 1, 0), Offset<TKernel>(1, 0, 0), Offset<TKernel>(1, 1, 0));
        Registers.Put1(Offset<TKernel>(0, 0, 1), Offset<TKernel>(0, 1, 1), Offset<TKernel>(1, 0, 1), Offset<TKernel>(1, 1, 1));

        if (Fragments<TKernel>.Runs == 4)
        {
            Registers.Put2(Offset<TKernel>(0, 0, 2), Offset<TKernel>(0, 1, 2), Offset<TKernel>(1, 0, 2), Offset<TKernel>(1, 1, 2));
            Registers.Put3(Offset<TKernel>(0, 0, 3), Offset<TKernel>(0, 1, 3), Offset<TKernel>(1, 0, 3), Offset<TKernel>(1, 1, 3));
        }
    }

    private static int Offset<TKernel>(int m, int h, int n)
        where TKernel : struct, ITileProduct => Fragments<TKernel>.SumOffset(m, h, n);
}
