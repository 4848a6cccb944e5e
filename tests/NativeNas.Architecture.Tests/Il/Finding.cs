using System.Reflection;

namespace NativeNas.Architecture.Tests.Il;

/// <summary>Something that ILGPU cannot compile, and where it stands.</summary>
public sealed record Finding(string Where, string What)
{
    public Finding(MethodBase method, string what)
        : this($"{method.DeclaringType?.Name}.{method.Name}", what)
    {
    }

    public override string ToString() => $"{Where}: {What}";
}
