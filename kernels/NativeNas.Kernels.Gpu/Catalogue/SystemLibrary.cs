using System.Runtime.InteropServices;

namespace NativeNas.Kernels.Gpu.Catalogue;

/// <summary>Shared libraries by their names: packages for users bring name.so.1 alone, and ILGPU loads name.so.</summary>
internal static class SystemLibrary
{
    /// <summary>What to do where only the versioned name is there; null elsewhere.</summary>
    public static string? Lacks(string name, string versioned) => NativeLibrary.TryLoad(name, out _) || !NativeLibrary.TryLoad(versioned, out _)
        ? null
        : $"{name} is absent while {versioned} is there: make a link {name} to it in a folder that the loader searches (LD_LIBRARY_PATH names such folders), or install the package that brings the link (ocl-icd-opencl-dev for OpenCL on Debian)";
}
