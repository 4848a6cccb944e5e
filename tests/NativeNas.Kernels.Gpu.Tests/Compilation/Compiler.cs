using System.Reflection;
using ILGPU;
using ILGPU.Algorithms;
using ILGPU.Backends;
using ILGPU.Backends.EntryPoints;
using ILGPU.Backends.OpenCL;
using ILGPU.Backends.PTX;
using ILGPU.Runtime;
using ILGPU.Runtime.Cuda;
using ILGPU.Runtime.OpenCL;

namespace NativeNas.Kernels.Gpu.Tests.Compilation;

/// <summary>Kernels as text, without a device; one after the other in one context, as a device compiles them.</summary>
internal static class Compiler
{
    private static Context context = Fresh();

    public static string Ptx(MethodInfo entry, CudaArchitecture architecture) => Compiled(on =>
    {
        using PTXBackend backend = new(on, architecture, CudaInstructionSet.ISA_78, null!);
        return ((PTXCompiledKernel)backend.Compile(EntryPointDescription.FromExplicitlyGroupedKernel(entry), default)).PTXAssembly;
    });

    public static string OpenCl(MethodInfo entry) => Compiled(on =>
    {
        using CLBackend backend = new(on, new CLCapabilityContext(true, true, true, true, true), CLDeviceVendor.AMD, CLCVersion.CL20);
        return ((CLCompiledKernel)backend.Compile(EntryPointDescription.FromExplicitlyGroupedKernel(entry), default)).Source;
    });

    /// <summary>A kernel that fails spoils its context.</summary>
    private static string Compiled(Func<Context, string> compile)
    {
        try
        {
            Launchers.EmptyCaches(context);
            return compile(context);
        }
        catch
        {
            context.Dispose();
            context = Fresh();
            throw;
        }
    }

    private static Context Fresh() => Context.Create(builder => builder.EnableAlgorithms().Optimize(OptimizationLevel.O1));
}
