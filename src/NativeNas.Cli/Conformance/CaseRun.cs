using NativeNas.Autodiff;
using NativeNas.Cli.Conformance.Cases;
using NativeNas.Cli.Conformance.Operators;
using NativeNas.Kernels.Devices;

namespace NativeNas.Cli.Conformance;

/// <summary>The nodes of one case, one after the other.</summary>
internal static class CaseRun
{
    /// <summary>The outputs in the order of those expected.</summary>
    /// <exception cref="NotExpressedException">A node asks for what no operator computes.</exception>
    public static CaseTensor[] Compute(ConformanceCase one, Device device)
    {
        Dictionary<string, CaseTensor> known = new(StringComparer.Ordinal);

        foreach (CaseTensor tensor in one.Given)
        {
            known[tensor.Name] = tensor;
        }

        foreach (CaseNode node in one.Nodes)
        {
            Compute(node, one.Opset, known, device);
        }

        return [.. one.Expected.Select(tensor => Find(known, tensor.Name))];
    }

    private static void Compute(CaseNode node, int opset, Dictionary<string, CaseTensor> known, Device device)
    {
        OperatorTable.Entry entry = OperatorTable.Find(node.Operator);
        CaseTensor?[] inputs = [.. node.Inputs.Select(name => name.Length == 0 ? null : Find(known, name))];
        using Tape tape = new(device);
        CaseTensor[] outputs = entry.Run(new(node, opset, inputs, tape, entry.Moves));

        foreach (string attribute in node.Attributes.Unread)
        {
            throw new NotExpressedException($"attribute {attribute} of {node.Operator} has no counterpart");
        }

        for (int i = 0; i < node.Outputs.Length; i++)
        {
            if (node.Outputs[i].Length > 0)
            {
                known[node.Outputs[i]] = i < outputs.Length
                    ? outputs[i] with { Name = node.Outputs[i] }
                    : throw new NotExpressedException($"output '{node.Outputs[i]}', number {i + 1} of {node.Operator}, has no counterpart");
            }
        }
    }

    private static CaseTensor Find(Dictionary<string, CaseTensor> known, string name) =>
        known.TryGetValue(name, out CaseTensor? tensor) ? tensor : throw new NotExpressedException($"the case gives no tensor '{name}' and no node makes it");
}
