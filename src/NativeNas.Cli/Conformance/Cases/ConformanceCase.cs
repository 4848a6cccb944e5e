namespace NativeNas.Cli.Conformance.Cases;

/// <summary>One line of a case file: nodes in order, what goes in and what must come out.</summary>
/// <param name="Opset">The version of ONNX's own operators; 0 where the case names none.</param>
internal sealed record ConformanceCase(string Test, int Opset, CaseNode[] Nodes, CaseTensor[] Given, CaseTensor[] Expected)
{
    /// <summary>Operators by name, one behind the other.</summary>
    public string Operator => string.Join("+", Nodes.Select(node => node.Operator).Distinct());
}
