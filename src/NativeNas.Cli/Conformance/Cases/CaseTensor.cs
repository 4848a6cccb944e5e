namespace NativeNas.Cli.Conformance.Cases;

/// <summary>A tensor of a case: its type by ONNX's name, extents (none for a scalar), numbers in row-major order (false 0, true 1).</summary>
internal sealed record CaseTensor(string Name, string Type, int[] Dims, double[] Data)
{
    public int Rank => Dims.Length;

    public bool IsReal => Type is "float" or "double";

    public string Shape => $"[{string.Join(", ", Dims)}]";

    public override string ToString() => $"{Type}{Shape} '{Name}'";
}
