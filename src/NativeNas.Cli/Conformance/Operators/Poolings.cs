using NativeNas.Autodiff;
using NativeNas.Autodiff.Ops;
using NativeNas.Cli.Conformance.Cases;
using NativeNas.Kernels.Geometry;
using NativeNas.Tensors;
using Buffer = NativeNas.Kernels.Devices.Buffer;

namespace NativeNas.Cli.Conformance.Operators;

/// <summary>Maxima and means under windows and over whole planes.</summary>
internal static class Poolings
{
    public static CaseTensor[] Average(NodeCall call)
    {
        CaseTensor x = call[0];
        Shape image = Windows.Image(x);
        Window window = Windows.Of(call, x, null, call.Attributes.Flag("ceil_mode"));
        Windows.SeeSomething(window, image);
        Var y = call.Apply(new AveragePooling(window, call.Attributes.Flag("count_include_pad")), call.Enter(x, image));
        return [call.Result(y, Windows.Dims(x, y.Shape))];
    }

    public static CaseTensor[] Max(NodeCall call)
    {
        CaseTensor x = call[0];
        Shape image = Windows.Image(x);
        Window window = Windows.Of(call, x, null, call.Attributes.Flag("ceil_mode"));
        bool columnsFirst = call.Attributes.Flag("storage_order");
        Windows.SeeSomething(window, image);
        Var y = call.Apply(new MaxPooling(window), call.Enter(x, image));
        CaseTensor values = call.Result(y, Windows.Dims(x, y.Shape), x.Type);
        return call.Makes(1) ? [values, Places(call, image, window, columnsFirst)] : [values];
    }

    public static CaseTensor[] GlobalAverage(NodeCall call)
    {
        CaseTensor x = Planes(call[0]);
        return [call.Result(call.Apply(new GlobalAveragePooling(), call.Enter(x)), Points(x))];
    }

    /// <summary>The maximum under a window as large as the plane.</summary>
    public static CaseTensor[] GlobalMax(NodeCall call)
    {
        CaseTensor x = Planes(call[0]);
        Shape image = Extents.Of(x.Dims);
        return [call.Result(call.Apply(new MaxPooling(new(image.H, image.W)), call.Enter(x)), Points(x), x.Type)];
    }

    /// <summary>Where each maximum came from, as an index into the whole input: what the operator saves for backward, a tap of its window, counted in ONNX's way.</summary>
    private static CaseTensor Places(NodeCall call, Shape image, Window window, bool columnsFirst)
    {
        MaxPooling op = new(window);
        Shape shape = op.Infer([image]).Outputs[0].Shape;
        Tensor x = Tensor.From(call.Device, image, call.Floats(call[0])), y = Tensor.Allocate(call.Device, shape), taps = Tensor.Allocate(call.Device, shape);
        using Buffer input = x.Data.Buffer, output = y.Data.Buffer, saved = taps.Data.Buffer;
        op.Forward(new(call.Device, [x], [y], [taps]));
        double[] places = [.. taps.ToArray().Select((tap, i) =>
        {
            int column = i % shape.W, row = i / shape.W % shape.H, plane = i / shape.Area;
            int h = (row * window.StrideHeight) - window.Top + ((int)tap / window.KernelWidth * window.DilationHeight);
            int w = (column * window.StrideWidth) - window.Left + ((int)tap % window.KernelWidth * window.DilationWidth);
            return (double)((plane * image.Area) + (columnsFirst ? (w * image.H) + h : (h * image.W) + w));
        })];
        return new("", "int64", Windows.Dims(call[0], shape), places);
    }

    private static CaseTensor Planes(CaseTensor x)
    {
        NodeCall.Demand(x.Rank >= 3 && x.Data.Length > 0, $"{x} has no planes with elements");
        return x;
    }

    private static int[] Points(CaseTensor x) => [x.Dims[0], x.Dims[1], .. Enumerable.Repeat(1, x.Rank - 2)];
}
