using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.Gpu;

/// <summary>Kernels as messages call them: <c>DepthwiseForwardKernel&lt;S3&gt;</c>, without views and values, which are the device's.</summary>
internal static class KernelName
{
    public static string Of(Type kernel)
    {
        string name = kernel.Name.Split('`')[0];
        string[] about = [.. kernel.GetGenericArguments().Where(type => !IsOfDevice(type)).Select(Of)];
        return about.Length == 0 ? name : $"{name}<{string.Join(", ", about)}>";
    }

    private static bool IsOfDevice(Type type) => type.GetInterfaces()
        .Any(face => face.IsGenericType && (face.GetGenericTypeDefinition() == typeof(IView<>) || face.GetGenericTypeDefinition() == typeof(IValue<>)));
}
