using System.Reflection;
using ILGPU;

namespace NativeNas.Kernels.Gpu.Tests.Compilation;

/// <summary>
/// ILGPU 1.5.3 takes two structs for one whose numbers and views, nested ones included, follow each other in the same
/// order, and lays out both as the first that it met. So such structs are to have them in the same places: a struct that
/// holds another and numbers of its own has the numbers last.
/// </summary>
public class LayoutTests
{
    [Fact]
    public void Structs_of_the_same_fields_have_them_in_the_same_places()
    {
        IEnumerable<Type> kernels = Face.All.SelectMany(face => KernelTypes.Of(typeof(IKernel).Assembly, face));
        Type[] structs = [.. kernels.SelectMany(Nested).Distinct()];
        Assert.True(structs.Length > 100, $"Only {structs.Length} structs were found.");
        string[] clashes =
        [
            .. from layout in structs.Select(type => (Type: type, Fields: Flat(type)))
               group layout by string.Join(' ', layout.Fields.Select(field => field.Kind)) into same
               let places = same.DistinctBy(layout => string.Join(' ', layout.Fields.Select(field => field.Offset))).ToArray()
               where places.Length > 1
               select string.Join(" and ", places.Select(layout => KernelTypes.Name(layout.Type))),
        ];
        Assert.Empty(clashes);
    }

    /// <summary>A struct and those inside it.</summary>
    private static IEnumerable<Type> Nested(Type type) => [type, .. Fields(type).Select(field => field.FieldType).Where(IsNested).SelectMany(Nested)];

    private static (string Kind, int Offset)[] Flat(Type type)
    {
        List<(string, int)> flat = [];
        Put(type, 0, flat);
        return [.. flat];
    }

    /// <summary>The first byte behind the type.</summary>
    private static int Put(Type type, int start, List<(string, int)> flat)
    {
        if (!IsNested(type))
        {
            flat.Add((type.Name, start));
            return start + Size(type);
        }

        int end = start;

        foreach (FieldInfo field in Fields(type))
        {
            end = Put(field.FieldType, Aligned(end, Alignment(field.FieldType)), flat);
        }

        return Aligned(end, Alignment(type));
    }

    private static IEnumerable<FieldInfo> Fields(Type type) => type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic).OrderBy(field => field.MetadataToken);

    private static bool IsNested(Type type) => type.IsValueType && !type.IsPrimitive && !type.IsEnum && !IsView(type);

    private static bool IsView(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ArrayView<>);

    private static int Size(Type type) => IsView(type) ? 16 : System.Runtime.InteropServices.Marshal.SizeOf(type.IsEnum ? type.GetEnumUnderlyingType() : type);

    private static int Alignment(Type type) => IsNested(type) ? Fields(type).Select(field => Alignment(field.FieldType)).DefaultIfEmpty(1).Max() : Math.Min(8, Size(type));

    private static int Aligned(int offset, int alignment) => (offset + alignment - 1) / alignment * alignment;
}
