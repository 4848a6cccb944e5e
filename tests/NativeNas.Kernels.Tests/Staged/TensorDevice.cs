using System.Reflection;
using NativeNas.Kernels.Cpu;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Staged;
using NativeNas.Kernels.Staged.Products;
using NativeNas.Kernels.Values;
using Buffer = NativeNas.Kernels.Devices.Buffer;

namespace NativeNas.Kernels.Tests.Staged;

/// <summary>Runs staged forms, and their matrix products as tensor cores would.</summary>
internal sealed class TensorDevice(MatrixPrecision precision) : Device<PointerView<Scalar>, Scalar>
{
    private readonly CpuScalarDevice cpu = new(1, staged: true);

    public override string Name => $"cpu-{precision}";

    public override long BytesInUse => cpu.BytesInUse;

    public override long PeakBytes => cpu.PeakBytes;

    /// <summary>The products that ran.</summary>
    public HashSet<Type> Products { get; } = [];

    public override Buffer Allocate(int length) => cpu.Allocate(length);

    public override PointerView<Scalar> View(Region region) => cpu.View(region);

    public override void Run<TOperation>(in TOperation operation)
    {
        if (operation is IStagedForm { IsStaged: true } form)
        {
            form.RunStaged(this);
        }
        else
        {
            operation.Run(this);
        }
    }

    public override void Launch<TKernel>(Extent extent, in TKernel kernel) => cpu.Launch(extent, kernel);

    public override void Reduce<TKernel, TState>(int groups, int pieces, in TKernel kernel) => cpu.Reduce<TKernel, TState>(groups, pieces, kernel);

    public override void LaunchGroups<TKernel, TState>(Extent groups, in TKernel kernel)
    {
        if (kernel is not ITileProduct)
        {
            cpu.LaunchGroups<TKernel, TState>(groups, kernel);
            return;
        }

        Products.Add(typeof(TKernel));
        MethodInfo run = typeof(TensorGroup<>).MakeGenericType(typeof(TKernel)).GetMethod(nameof(TensorGroup<>.Run))!;

        for (int i = 0; i < groups.Columns * groups.Rows * groups.Planes; i++)
        {
            run.Invoke(null, [kernel, i % groups.Columns, i / groups.Columns % groups.Rows, i / groups.Columns / groups.Rows, precision]);
        }
    }

    public override void Dispose() => cpu.Dispose();
}
