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

/// <summary>Kernels as text, without a device. A kernel that fails spoils its context, so each has its own.</summary>
internal static class Compiler
{
    public static string Ptx(MethodInfo entry, CudaArchitecture architecture)
    {
        using Context context = Fresh();
        using PTXBackend backend = new(context, architecture, CudaInstructionSet.ISA_78, null!);
        return ((PTXCompiledKernel)backend.Compile(EntryPointDescription.FromExplicitlyGroupedKernel(entry), default)).PTXAssembly;
    }

    public static string OpenCl(MethodInfo entry)
    {
        using Context context = Fresh();
        using CLBackend backend = new(context, new CLCapabilityContext(true, true, true, true, true), CLDeviceVendor.AMD, CLCVersion.CL20);
        return ((CLCompiledKernel)backend.Compile(EntryPointDescription.FromExplicitlyGroupedKernel(entry), default)).Source;
    }

    private static Context Fresh() => Context.Create(builder => builder.EnableAlgorithms().Optimize(OptimizationLevel.O1));
}
