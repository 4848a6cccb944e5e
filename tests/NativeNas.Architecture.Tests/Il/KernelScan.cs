using System.Reflection;
using NativeNas.Kernels;

namespace NativeNas.Architecture.Tests.Il;

/// <summary>
/// Follows every call from the kernels' interface methods through their own assemblies, into each implementation of
/// an interface that a type parameter stands for, and up to the seam: what a device brings along is its own affair.
/// </summary>
public sealed class KernelScan
{
    private const BindingFlags Everything = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private readonly HashSet<Assembly> own;
    private readonly Type[] types;
    private readonly HashSet<MethodBase> seen = [];
    private readonly Queue<MethodBase> waiting = new();
    private readonly List<Finding> findings = [];

    private KernelScan(Type[] kernels)
    {
        own = [typeof(IKernel).Assembly, .. kernels.Select(kernel => kernel.Assembly)];
        types = [.. own.SelectMany(assembly => assembly.GetTypes())];

        foreach (Type kernel in kernels)
        {
            Enter(kernel);
        }

        while (waiting.TryDequeue(out MethodBase? method))
        {
            findings.AddRange(new BodyScan(method, Reach).Findings());
        }
    }

    /// <summary>The structs of an assembly that a device runs.</summary>
    public static Type[] KernelsOf(Assembly assembly) => [.. assembly.GetTypes().Where(type => type.IsValueType && type.GetInterfaces().Any(IsKernel))];

    public static IReadOnlyList<Finding> Of(params Type[] kernels) => new KernelScan(kernels).findings;

    /// <summary>The methods that a scan of these kernels reads.</summary>
    public static IReadOnlyCollection<MethodBase> Reached(params Type[] kernels) => new KernelScan(kernels).seen;

    private static bool IsKernel(Type type) => type == typeof(IKernel)
        || (Portable.Definition(type) is { } open && (open == typeof(IReduction<>) || open == typeof(ISharedReduction<>) || open == typeof(ICombination<>)));

    /// <summary>A type whose instances a kernel is or holds: its fields, and its methods for an interface.</summary>
    private void Enter(Type kernel)
    {
        findings.AddRange(Portable.Fields(kernel)
            .Select(field => (field, refusal: Portable.FieldRefusal(field.FieldType)))
            .Where(pair => pair.refusal is not null)
            .Select(pair => new Finding($"{kernel.Name}.{pair.field.Name}", $"the field is {pair.refusal}")));

        foreach (Type contract in kernel.GetInterfaces().Where(IsKernel))
        {
            Visit(kernel, contract.GetMethods().Select(method => method.Name));
        }
    }

    private void Visit(Type type, IEnumerable<string> names)
    {
        foreach (string name in names)
        {
            foreach (MethodInfo method in type.GetMethods(Everything).Where(method => method.Name == name || method.Name.EndsWith("." + name, StringComparison.Ordinal)))
            {
                Visit(method);
            }
        }
    }

    private void Visit(MethodBase method)
    {
        if (seen.Add(method))
        {
            waiting.Enqueue(method);
        }
    }

    /// <summary>A call: followed at home, asked for leave abroad.</summary>
    private Finding? Reach(MethodBase caller, MethodBase target)
    {
        Type type = target.DeclaringType!;

        if (Portable.IsSeam(type))
        {
            return null;
        }

        if (type.IsInterface)
        {
            Type open = Portable.Definition(type) ?? type;

            foreach (Type implementation in types.Where(t => t.IsValueType && t.GetInterfaces().Any(i => (Portable.Definition(i) ?? i) == open)))
            {
                Visit(implementation, [target.Name]);
            }

            return null;
        }

        if (own.Contains(type.Assembly))
        {
            Visit(type.Module.ResolveMethod(target.MetadataToken)!);
            return null;
        }

        return Portable.Allows(target) ? null : new(caller, $"calls {type.FullName}.{target.Name}");
    }
}
