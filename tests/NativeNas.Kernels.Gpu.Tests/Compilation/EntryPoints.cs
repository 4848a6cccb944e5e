using System.Reflection;
using NativeNas.Kernels.Staged;

namespace NativeNas.Kernels.Gpu.Tests.Compilation;

/// <summary>The methods that a GPU starts for a kernel: those of <see cref="Entries"/> whose first type parameter can be that kernel and that hand it as many lanes as its value has.</summary>
internal static class EntryPoints
{
    private static readonly MethodInfo[] all = [.. typeof(Entries).GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.DeclaredOnly)
        .Where(method => method.IsGenericMethodDefinition && method.ReturnType == typeof(void))];

    public static IEnumerable<(string Name, MethodInfo Method)> Of(Type kernel, Face face) =>
        from method in all
        where method.Name != face.OthersEntry
        let seam = Seam(method)
        where seam is not null
        let implemented = KernelTypes.Seam(kernel, seam)
        where implemented is not null
        from closed in KernelTypes.Closed(method, face, [kernel, .. implemented.GetGenericArguments()])
        select ($"{method.Name} {KernelTypes.Name(kernel)}", closed);

    private static Type? Seam(MethodInfo method) => method.GetGenericArguments()[0].GetGenericParameterConstraints()
        .Select(constraint => constraint.IsGenericType ? constraint.GetGenericTypeDefinition() : constraint)
        .FirstOrDefault(constraint => constraint == typeof(IKernel) || constraint == typeof(IStagedKernel<>));
}
