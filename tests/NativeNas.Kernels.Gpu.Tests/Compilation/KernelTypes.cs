using System.Reflection;
using NativeNas.Kernels.Staged;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.Gpu.Tests.Compilation;

/// <summary>
/// Every kernel of an assembly, closed over a view and value of a GPU, and over every struct of the assembly that the
/// constraints of its other type parameters allow.
/// </summary>
internal static class KernelTypes
{
    /// <summary>Kernels inside a type argument of a kernel, such as the reduction that one gathers.</summary>
    private const int Deepest = 2;

    private static readonly Type[] seams = [typeof(IKernel), typeof(IStagedKernel<>)];

    /// <summary>Sizes of tiles in a processor's registers are none of a kernel's.</summary>
    private static readonly Type[] own = [.. new[] { typeof(IKernel).Assembly, typeof(GpuView).Assembly }
        .SelectMany(assembly => assembly.GetTypes())
        .Where(type => type.IsValueType && !type.IsEnum && !IsKernel(type) && type.Namespace != "NativeNas.Kernels.Tiles")];

    public static IReadOnlyList<Type> Definitions(Assembly assembly) => [.. assembly.GetTypes()
        .Where(type => type.IsValueType && IsKernel(type))
        .OrderBy(type => type.FullName, StringComparer.Ordinal)];

    public static IReadOnlyList<Type> Of(Assembly assembly, Face face) => [.. Definitions(assembly)
        .SelectMany(type => Closed(type, face))];

    /// <summary>Type arguments for a method's parameters beyond the first ones, which are given.</summary>
    public static IEnumerable<MethodInfo> Closed(MethodInfo method, Face face, params Type[] given) => Arguments(method.GetGenericArguments(), given, method.MakeGenericMethod, face, 0);

    /// <summary>Its name with its type arguments, without namespaces and without view and value.</summary>
    public static string Name(Type type)
    {
        string[] arguments = [.. type.GetGenericArguments().Where(argument => !Face.All.Any(face => face.Has(argument))).Select(Name)];
        return type.Name.Split('`')[0] + (arguments.Length > 0 ? $"<{string.Join(", ", arguments)}>" : "");
    }

    /// <summary>The interface of that definition that a type implements.</summary>
    public static Type? Seam(Type type, Type definition) => type.GetInterfaces().FirstOrDefault(face => Definition(face) == definition);

    private static bool IsKernel(Type type) => seams.Any(seam => Seam(type, seam) is not null);

    private static IEnumerable<Type> Closed(Type type, Face face, int depth = 0) =>
        type.IsGenericTypeDefinition ? Arguments(type.GetGenericArguments(), [], type.MakeGenericType, face, depth) : [type];

    /// <summary>Takes the parameters in turn; what constraints do not allow is refused by <paramref name="make"/>.</summary>
    private static IEnumerable<T> Arguments<T>(Type[] parameters, Type[] given, Func<Type[], T> make, Face face, int depth) => given.Length < parameters.Length
        ? Candidates(parameters, given, face, depth).SelectMany(candidate => Arguments(parameters, [.. given, candidate], make, face, depth))
        : Try(make, given) is { } made ? [made] : [];

    private static IEnumerable<Type> Candidates(Type[] parameters, Type[] given, Face face, int depth)
    {
        Type[] asked = [.. parameters[given.Length].GetGenericParameterConstraints().Where(constraint => constraint.IsInterface).Select(Definition)];
        return asked.Contains(typeof(IView<>)) ? [face.View]
            : asked.Contains(typeof(IValue<>)) ? [face.Value]
            : asked.Length == 0 ? Named(parameters, given)
            : depth >= Deepest ? []
            : own.Where(type => asked.All(one => Seam(type, one) is not null)).SelectMany(type => Closed(type, face, depth + 1));
    }

    /// <summary>What stands for a parameter without constraints of its own: the earlier ones' constraints name it.</summary>
    private static IEnumerable<Type> Named(Type[] parameters, Type[] given) =>
        from earlier in given.Index()
        from constraint in parameters[earlier.Index].GetGenericParameterConstraints()
        let place = Array.IndexOf(constraint.GetGenericArguments(), parameters[given.Length])
        where place >= 0
        from argument in new[] { Seam(earlier.Item, Definition(constraint))!.GetGenericArguments()[place] }
        select argument;

    private static Type Definition(Type type) => type.IsGenericType ? type.GetGenericTypeDefinition() : type;

    private static T? Try<T>(Func<Type[], T> make, Type[] arguments)
    {
        try
        {
            return make(arguments);
        }
        catch (ArgumentException)
        {
            return default;
        }
    }
}
