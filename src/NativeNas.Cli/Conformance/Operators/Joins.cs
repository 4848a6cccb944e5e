using NativeNas.Autodiff;
using NativeNas.Autodiff.Ops;
using NativeNas.Cli.Conformance.Cases;
using NativeNas.Tensors;

namespace NativeNas.Cli.Conformance.Operators;

/// <summary>What puts numbers together, apart, or leaves them as they are. The axis of it becomes the channels.</summary>
internal static class Joins
{
    public static CaseTensor[] Concat(NodeCall call)
    {
        CaseTensor first = call[0];
        NodeCall.Demand(call.Attributes.Has("axis") || call.Opset is > 0 and < 4, "Concat has no axis");
        int axis = Extents.Axis(call.Attributes.Integer("axis", 1), first.Rank);
        Var[] x = new Var[call.Inputs];
        int[] dims = [.. first.Dims];
        dims[axis] = 0;

        for (int i = 0; i < x.Length; i++)
        {
            CaseTensor part = call[i];
            bool joins = part.Rank == first.Rank && part.Type == first.Type && Enumerable.Range(0, part.Rank).All(d => d == axis || part.Dims[d] == first.Dims[d]);
            NodeCall.Demand(joins && part.Data.Length > 0, $"{part} does not join {first} along axis {axis}");
            dims[axis] += part.Dims[axis];
            x[i] = call.Enter(part, Extents.Around(part.Dims, axis));
        }

        return [call.Result(call.Apply(new Concatenate(), x), dims, first.Type)];
    }

    /// <summary>Sizes are an input, before version 13 an attribute; without them the parts are equal, the last one smaller from version 18 on.</summary>
    public static CaseTensor[] Split(NodeCall call)
    {
        CaseTensor x = call[0];
        int axis = Extents.Axis(call.Attributes.Integer("axis", 0), x.Rank);
        int parts = call.Attributes.Integer("num_outputs", call.Outputs);
        int[]? listed = call.Opset is > 0 and < 13 ? call.Attributes.Integers("split") : call.Optional(1) is { } sizes ? NodeCall.Integers(sizes) : null;
        int[] split = listed ?? Equal(x.Dims[axis], parts, call.Opset is 0 or >= 18);
        NodeCall.Demand(x.Data.Length > 0, $"{x} is empty; a shape's extents are at least 1 here");
        Var[] y = call.Tape.ApplyAll(new Split(Integers.Of(split)), call.Enter(x, Extents.Around(x.Dims, axis)));
        return [.. y.Select(part => call.Result(part, [.. x.Dims[..axis], part.Shape.C, .. x.Dims[(axis + 1)..]], x.Type))];
    }

    public static CaseTensor[] Flatten(NodeCall call)
    {
        CaseTensor x = call[0];
        int axis = call.Attributes.Integer("axis", 1);
        axis = axis == x.Rank ? axis : Extents.Axis(axis, x.Rank);
        NodeCall.Demand(x.Data.Length > 0, $"{x} is empty");
        int rows = Extents.Product(x.Dims.AsSpan(..axis)), columns = Extents.Product(x.Dims.AsSpan(axis..));
        Shape shape = axis < x.Rank ? new(rows, x.Dims[axis], Extents.Product(x.Dims.AsSpan((axis + 1)..))) : new(rows);
        return [call.Result(call.Apply(new Flatten(), call.Enter(x, shape)), [rows, columns], x.Type)];
    }

    /// <summary>Into the layout of activations and out of it.</summary>
    public static CaseTensor[] Identity(NodeCall call)
    {
        CaseTensor x = call[0];
        NodeCall.Demand(x.Data.Length > 0, $"{x} is empty");
        Var planes = call.Enter(x, Extents.Of(x.Dims), Layout.Planes);
        return [call.Result(call.Apply(new ToPlanes(), call.Apply(new ToBlocked(), planes)), x.Dims, x.Type)];
    }

    /// <summary>Where nothing is dropped, an identity; ONNX's random draws are not ours.</summary>
    public static CaseTensor[] Dropout(NodeCall call)
    {
        call.Attributes.Ignore("seed");
        float ratio = call.Optional(1) is { } given ? NodeCall.Scalar(given) : call.Attributes.Number("ratio", 0.5f);
        bool trains = call.Opset is > 0 and < 7 ? !call.Attributes.Flag("is_test") : call.Optional(2) is { } mode && NodeCall.Scalar(mode) != 0;
        NodeCall.Demand(!trains || ratio == 0, $"a random draw at ratio {ratio}: the generators differ");
        return Identity(call);
    }

    private static int[] Equal(int extent, int parts, bool uneven)
    {
        NodeCall.Demand(parts > 0 && (uneven || extent % parts == 0), $"{extent} does not split into {parts} equal parts");
        int size = (extent + parts - 1) / parts;
        return [.. Enumerable.Range(0, parts).Select(i => Math.Min(size, extent - (i * size)))];
    }
}
