using System.Reflection;
using ILGPU.Runtime.Cuda;

namespace NativeNas.Kernels.Gpu.Tests.Compilation;

/// <summary>Every portable and every staged kernel, compiled without a device for two generations of NVIDIA GPUs and for OpenCL.</summary>
public class CompilationTests
{
    private const int MostShared = 48 << 10;

    public static TheoryData<string> Kernels => [.. KernelTypes.Of(typeof(IKernel).Assembly).SelectMany(EntryPoints.Of).Select(entry => entry.Name)];

    [Fact]
    public void Every_kernel_has_an_entry() =>
        Assert.DoesNotContain(KernelTypes.Of(typeof(IKernel).Assembly), kernel => !EntryPoints.Of(kernel).Any());

    [Fact]
    public void No_kernel_lacks_types_that_close_it()
    {
        HashSet<string> closed = [.. KernelTypes.Of(typeof(IKernel).Assembly).Select(kernel => kernel.Name)];
        Assert.True(closed.Count > 50, $"Only {closed.Count} kernels were found.");
        Assert.DoesNotContain(KernelTypes.Definitions(typeof(IKernel).Assembly), definition => !closed.Contains(definition.Name));
    }

    [Theory, MemberData(nameof(Kernels))]
    public void Compiles_to_PTX_without_local_memory_or_calls(string kernel)
    {
        foreach (CudaArchitecture architecture in new[] { CudaArchitecture.SM_80, CudaArchitecture.SM_90 })
        {
            PtxText ptx = new(Compiler.Ptx(Entry(kernel), architecture));
            Assert.False(ptx.HasLocalMemory, $"{kernel} keeps values in local memory.");
            Assert.False(ptx.Calls, $"{kernel} calls a function.");
            Assert.InRange(ptx.SharedBytes, 0, MostShared);
        }
    }

    [Theory, MemberData(nameof(Kernels))]
    public void Compiles_to_OpenCL(string kernel) => Assert.Contains("kernel", Compiler.OpenCl(Entry(kernel)), StringComparison.Ordinal);

    private static MethodInfo Entry(string name) => KernelTypes.Of(typeof(IKernel).Assembly).SelectMany(EntryPoints.Of).First(entry => entry.Name == name).Method;
}
