using System.Reflection;
using System.Text.RegularExpressions;
using ILGPU.Runtime.Cuda;

namespace NativeNas.Kernels.Gpu.Tests.Compilation;

/// <summary>Every portable and every staged kernel, compiled without a device for two generations of NVIDIA GPUs and for OpenCL.</summary>
public partial class CompilationTests
{
    private const int MostShared = 48 << 10;

    private static readonly Dictionary<string, MethodInfo> entries = Closed(Face.Lanes).SelectMany(kernel => EntryPoints.Of(kernel, Face.Lanes)).ToDictionary(entry => entry.Name, entry => entry.Method);

    private static readonly Dictionary<string, MethodInfo> quads = Closed(Face.Quads).Where(Face.Quads.Closes).SelectMany(kernel => EntryPoints.Of(kernel, Face.Quads)).ToDictionary(entry => entry.Name, entry => entry.Method);

    public static TheoryData<string> Kernels => [.. entries.Keys];

    /// <summary>Kernels that compute four channels a thread.</summary>
    public static TheoryData<string> QuadKernels => [.. quads.Keys];

    public static TheoryData<string> UnrolledKernels => [.. entries.Keys.Where(name => name.StartsWith("Map Depthwise", StringComparison.Ordinal) && Sizes().IsMatch(name))];

    /// <summary>Where it is, every kernel that is compiled to PTX goes through it, too.</summary>
    [Fact]
    public void The_assembler_is_there()
    {
        Assert.SkipWhen(Assembler.Tool is null, $"No ptxas is on this machine, so PTX is read and not assembled. It comes with CUDA's toolkit; {Assembler.Variable} or PATH names it.");
        (int code, string said) = Assembler.Run("--version");
        Assert.True(code == 0, said);
    }

    [Fact]
    public void Every_kernel_has_an_entry() =>
        Assert.DoesNotContain(Closed(Face.Lanes), kernel => !EntryPoints.Of(kernel, Face.Lanes).Any());

    [Fact]
    public void No_kernel_lacks_types_that_close_it()
    {
        HashSet<string> closed = [.. Closed(Face.Lanes).Select(kernel => kernel.Name)];
        Assert.True(closed.Count > 50, $"Only {closed.Count} kernels were found.");
        Assert.DoesNotContain(KernelTypes.Definitions(typeof(IKernel).Assembly), definition => !closed.Contains(definition.Name));
    }

    [Theory, MemberData(nameof(Kernels))]
    public void Compiles_to_PTX_without_local_memory_or_calls(string kernel)
    {
        foreach (CudaArchitecture architecture in new[] { CudaArchitecture.SM_80, CudaArchitecture.SM_90 })
        {
            Holds(kernel, entries[kernel], architecture);
        }
    }

    /// <summary>For one generation: the other differs in its name alone.</summary>
    [Theory, MemberData(nameof(QuadKernels))]
    public void Fours_of_channels_compile_to_PTX_without_local_memory_or_calls(string kernel) => Holds(kernel, quads[kernel], CudaArchitecture.SM_90);

    [Theory, MemberData(nameof(QuadKernels))]
    public void Fours_of_channels_compile_to_OpenCL(string kernel) => Assert.Contains("kernel", Compiler.OpenCl(quads[kernel]), StringComparison.Ordinal);

    [Theory, MemberData(nameof(Kernels))]
    public void Compiles_to_OpenCL(string kernel) => Assert.Contains("kernel", Compiler.OpenCl(entries[kernel]), StringComparison.Ordinal);

    /// <summary>ILGPU leaves loops of constant length to the driver's compiler, which unrolls them; a length that is read would stop it.</summary>
    [Theory, MemberData(nameof(UnrolledKernels))]
    public void Loops_over_taps_have_constant_lengths(string kernel)
    {
        PtxText ptx = new(Compiler.Ptx(entries[kernel], CudaArchitecture.SM_80));
        int size = int.Parse(Sizes().Match(kernel).Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture);
        Assert.DoesNotContain(null, ptx.LoopLengths);
        Assert.True(ptx.LoopLengths.Count(length => length == size) >= 1 || ptx.Loads >= 2 * size * size, $"{kernel} has neither loops of {size} nor {size * size} taps side by side.");
    }

    private static IReadOnlyList<Type> Closed(Face face) => KernelTypes.Of(typeof(IKernel).Assembly, face);

    private static void Holds(string kernel, MethodInfo entry, CudaArchitecture architecture)
    {
        string text = Compiler.Ptx(entry, architecture);
        PtxText ptx = new(text);
        Assert.False(ptx.HasLocalMemory, $"{kernel} keeps values in local memory.");
        Assert.False(ptx.Calls, $"{kernel} calls a function.");
        Assert.False(ptx.Approximates, $"{kernel} has instructions that approximate.");
        Assert.Empty(ptx.ComparisonsThatNaNPasses);
        Assert.InRange(ptx.SharedBytes, 0, MostShared);
        Assembler.Takes(kernel, text, architecture);
    }

    [GeneratedRegex(@"\bS([357])\b")]
    private static partial Regex Sizes();
}
