using System.Reflection;
using NativeNas.Kernels.Staged;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.Gpu.Tests.Compilation;

/// <summary>
/// Every kernel of an assembly, closed over a GPU's view and value, and over every struct of the assembly that the
/// constraints of its other type parameters allow.
/// </summary>
internal static class KernelTypes
{
    private static readonly Type[] seams = [typeof(IKernel), typeof(IReduction<>), typeof(IStagedKernel<>)];

    private static readonly Type[] own = [.. new[] { typeof(IKernel).Assembly, typeof(GpuView).Assembly }
        .SelectMany(assembly => assembly.GetTypes())
        .Where(type => type.IsValueType && !type.IsEnum && !IsKernel(type))];

    public static IReadOnlyList<Type> Definitions(Assembly assembly) => [.. assembly.GetTypes()
        .Where(type => type.IsValueType && IsKernel(type))
        .OrderBy(type => type.FullName, StringComparer.Ordinal)];

    public static IReadOnlyList<Type> Of(Assembly assembly) => [.. Definitions(assembly)
        .SelectMany(type => Closed(type, type.GetGenericArguments(), []))];

    /// <summary>Type arguments for a method's parameters beyond the first ones, which are given.</summary>
    public static IEnumerable<MethodInfo> Closed(MethodInfo method, params Type[] given) => Arguments(method.GetGenericArguments(), given, method.MakeGenericMethod);

    /// <summary>Its name with its type arguments, without namespaces and without view and value.</summary>
    public static string Name(Type type)
    {
        string[] arguments = [.. type.GetGenericArguments().Where(argument => argument != typeof(GpuView) && argument != typeof(Lane)).Select(Name)];
        return type.Name.Split('`')[0] + (arguments.Length > 0 ? $"<{string.Join(", ", arguments)}>" : "");
    }

    /// <summary>The interface of that definition that a type implements.</summary>
    public static Type? Seam(Type type, Type definition) => type.GetInterfaces().FirstOrDefault(face => (face.IsGenericType ? face.GetGenericTypeDefinition() : face) == definition);

    private static bool IsKernel(Type type) => seams.Any(seam => Seam(type, seam) is not null);

    private static IEnumerable<Type> Closed(Type type, Type[] parameters, Type[] given) =>
        type.IsGenericTypeDefinition ? Arguments(parameters, given, type.MakeGenericType) : [type];

    /// <summary>Takes the parameters in turn; what no constraint allows is refused by <paramref name="make"/>.</summary>
    private static IEnumerable<T> Arguments<T>(Type[] parameters, Type[] given, Func<Type[], T> make)
    {
        if (given.Length == parameters.Length)
        {
            T? made = Try(make, given);
            return made is null ? [] : [made];
        }

        Type[] all = given;
        return Candidates(parameters[all.Length], parameters, all).SelectMany(candidate => Arguments(parameters, [.. all, candidate], make));
    }

    private static IEnumerable<Type> Candidates(Type parameter, Type[] parameters, Type[] given)
    {
        Type[] constraints = [.. parameter.GetGenericParameterConstraints().Where(constraint => constraint.IsInterface)];
        return constraints.Any(constraint => Is(constraint, typeof(IView<>))) ? [typeof(GpuView)]
            : constraints.Any(constraint => Is(constraint, typeof(IValue<>))) ? [typeof(Lane)]
            : constraints.Any(constraint => Is(constraint, typeof(IShared))) ? [typeof(GpuShared)]
            : own.SelectMany(type => ByName(type, parameters, given)).Where(type => constraints.All(constraint => Seam(type, constraint.IsGenericType ? constraint.GetGenericTypeDefinition() : constraint) is not null));
    }

    /// <summary>A generic candidate takes the arguments of the same name from what it is an argument of.</summary>
    private static IEnumerable<Type> ByName(Type type, Type[] parameters, Type[] given)
    {
        if (!type.IsGenericTypeDefinition)
        {
            return [type];
        }

        Type?[] arguments = [.. type.GetGenericArguments().Select(argument => Standing(argument, parameters, given))];
        return arguments.Contains(null) || Try(type.MakeGenericType, arguments!) is not { } made ? [] : [made];
    }

    private static Type? Standing(Type argument, Type[] parameters, Type[] given)
    {
        int at = Array.FindIndex(parameters, parameter => parameter.Name == argument.Name);
        return argument.Name == "TView" ? typeof(GpuView) : argument.Name == "TValue" ? typeof(Lane) : at >= 0 ? (at < given.Length ? given[at] : null) : First(argument);
    }

    /// <summary>The first struct that a parameter of a candidate alone allows.</summary>
    private static Type? First(Type argument)
    {
        Type[] constraints = [.. argument.GetGenericParameterConstraints().Where(constraint => constraint.IsInterface)];
        return constraints.Length == 0 ? null : own.FirstOrDefault(type => !type.IsGenericTypeDefinition && constraints.All(constraint => Seam(type, constraint) is not null));
    }

    private static bool Is(Type constraint, Type definition) => (constraint.IsGenericType ? constraint.GetGenericTypeDefinition() : constraint) == definition;

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
