using NativeNas.Autodiff;
using NativeNas.Cli.Conformance.Cases;
using NativeNas.Kernels.Devices;
using NativeNas.Tensors;

namespace NativeNas.Cli.Conformance;

/// <summary>One node being computed: its inputs and attributes, and a tape for the operators that it becomes.</summary>
/// <param name="moves">Whether the node only moves, compares or drops numbers, so that whole numbers stay exact.</param>
internal sealed class NodeCall(CaseNode node, int opset, CaseTensor?[] inputs, Tape tape, bool moves)
{
    /// <summary>Whole numbers up to here are exact in float32.</summary>
    private const double Exact = 1 << 24;

    public string Operator => node.Operator;

    public CaseAttributes Attributes => node.Attributes;

    public int Opset => opset;

    public Tape Tape => tape;

    public Device Device => tape.Device;

    public int Inputs => inputs.Length;

    public int Outputs => node.Outputs.Length;

    public CaseTensor this[int index] => Optional(index) ?? throw new NotExpressedException($"input {index} is left out");

    public CaseTensor? Optional(int index) => index < inputs.Length ? inputs[index] : null;

    /// <summary>Whether the output at a place has a name.</summary>
    public bool Makes(int index) => index < node.Outputs.Length && node.Outputs[index].Length > 0;

    /// <summary>A tensor on the tape.</summary>
    public Var Enter(CaseTensor x, Shape shape, Layout layout = Layout.Blocked) => tape.Constant(shape, Floats(x), layout);

    /// <summary>A tensor on the tape with the extents that its own become.</summary>
    public Var Enter(CaseTensor x) => Enter(x, Extents.Of(NotEmpty(x).Dims));

    /// <summary>A vector as parameters lie.</summary>
    public Var EnterVector(CaseTensor x) => Enter(x, new Shape(NotEmpty(x).Data.Length), Layout.Planes);

    public Var Apply(Op op, params ReadOnlySpan<Var> x) => tape.Apply(op, x);

    /// <summary>What a value of the tape is in ONNX's terms.</summary>
    public CaseTensor Result(Var y, int[] dims, string type = "float") =>
        new("", type, dims, [.. y.Value.ToArray().Select(number => (double)number)]);

    public float[] Floats(CaseTensor x)
    {
        _ = NotEmpty(x);

        if (!x.IsReal)
        {
            Demand(moves && IsWhole(x.Type), $"{x} is not of a type that the operators count in, float32");
            Demand(x.Data.All(number => Math.Abs(number) <= Exact), $"{x} holds whole numbers beyond ±2^24, which are not exact in float32");
        }

        Demand(x.Data.All(number => !double.IsFinite(number) || float.IsFinite((float)number)), $"{x} holds numbers beyond float32");
        return [.. x.Data.Select(number => (float)number)];
    }

    /// <summary>The whole numbers of an input that is no data: sizes, axes, labels.</summary>
    public static int[] Integers(CaseTensor x)
    {
        Demand(x.Type is "int64" or "int32", $"{x} is not of type int64 or int32");
        return [.. x.Data.Select(number => checked((int)number))];
    }

    /// <summary>The one number of a scalar.</summary>
    public static float Scalar(CaseTensor x)
    {
        Demand(x.Data.Length == 1, $"{x} is not one number");
        return (float)x.Data[0];
    }

    public static void Demand(bool condition, string reason)
    {
        if (!condition)
        {
            throw new NotExpressedException(reason);
        }
    }

    private static CaseTensor NotEmpty(CaseTensor x) =>
        x.Data.Length > 0 ? x : throw new NotExpressedException($"{x} is empty; a shape's extents are at least 1 here");

    private static bool IsWhole(string type) => type is "int8" or "int16" or "int32" or "int64" or "uint8" or "uint16" or "uint32" or "uint64";
}
