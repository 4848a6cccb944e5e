using System.Reflection;
using NativeNas.Kernels;
using NativeNas.Kernels.Values;

namespace NativeNas.Architecture.Tests.Il;

/// <summary>The language of portable kernels: which types and foreign methods ILGPU compiles.</summary>
public static class Portable
{
    /// <summary>Foreign methods that have an instruction of their own on a GPU.</summary>
    private static readonly HashSet<string> methods =
    [
        "System.Math.Min(Int32, Int32)", "System.Math.Max(Int32, Int32)", "System.Math.Abs(Int32)",
        "System.MathF.Sqrt(Single)", "System.MathF.Abs(Single)",
        "System.BitConverter.Int32BitsToSingle(Int32)", "System.BitConverter.SingleToInt32Bits(Single)",
        "System.BitConverter.UInt32BitsToSingle(UInt32)", "System.BitConverter.SingleToUInt32Bits(Single)",
    ];

    /// <summary>Interfaces whose implementation a device brings along: the seam between kernels and hardware.</summary>
    public static bool IsSeam(Type type) => Definition(type) is { } open && (open == typeof(IView<>) || open == typeof(IValue<>));

    public static bool Allows(MethodBase foreign) =>
        IsTuple(foreign.DeclaringType!) || methods.Contains($"{foreign.DeclaringType!.FullName}.{foreign.Name}({string.Join(", ", foreign.GetParameters().Select(p => p.ParameterType.Name))})");

    /// <summary>Why a value of this type cannot be a local, a parameter or a result; null if it can.</summary>
    public static string? Refusal(Type type)
    {
        Type bare = type.IsByRef ? type.GetElementType()! : type;
        return bare == typeof(void) || bare.IsGenericParameter || bare.IsPrimitive || bare.IsEnum ? null
            : bare.IsByRefLike ? "a span"
            : bare.IsPointer ? "a pointer"
            : bare.IsArray ? "an array"
            : bare == typeof(string) ? "a string"
            : !bare.IsValueType ? $"a reference to {bare.Name}"
            : null;
    }

    /// <summary>Why a kernel that holds a field of this type cannot be a launch argument; null if it can.</summary>
    public static string? FieldRefusal(Type type)
    {
        if (type == typeof(bool) || type == typeof(char))
        {
            return $"a {type.Name}, which is not blittable";
        }

        if (Refusal(type) is { } refusal)
        {
            return refusal;
        }

        return type.IsGenericParameter || type.IsPrimitive || type.IsEnum
            ? null
            : Fields(type).Select(field => FieldRefusal(field.FieldType)).FirstOrDefault(found => found is not null);
    }

    public static IEnumerable<FieldInfo> Fields(Type type) => type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic);

    public static Type? Definition(Type type) => type.IsGenericType ? type.GetGenericTypeDefinition() : null;

    private static bool IsTuple(Type type) => type.FullName!.StartsWith("System.ValueTuple`", StringComparison.Ordinal);
}
