using NativeNas.Autodiff;
using NativeNas.Data.Npy;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Random;
using NativeNas.Nn.Modules;
using NativeNas.Tensors;
using NativeNas.Tensors.Weights;
using NativeNas.TestKit;
using NativeNas.Zoo.Blocks;

namespace NativeNas.Zoo.Tests;

/// <summary>Blocks against float64 numbers of an independent implementation: outputs and every gradient to 10⁻⁴.</summary>
public class GoldenBlockTests
{
    [Theory, OnEveryDevice]
    public void Squeeze_excite(Device device) => Holds(device, "squeeze_excite", new SqueezeExcite(24, 6), path => path);

    [Theory, OnEveryDevice]
    public void MBConv_with_a_shortcut(Device device) =>
        Holds(device, "mbconv_e6_k3_residual", new MBConv(new(24, 24, 6, [3], 1, 6)), path => path);

    [Theory, OnEveryDevice]
    public void MBConv_of_stride_two(Device device) =>
        Holds(device, "mbconv_e6_k5_s2_se", new MBConv(new(8, 24, 6, [5], 2, 2)), path => path);

    [Theory, OnEveryDevice]
    public void MBConv_with_mixed_kernels(Device device) =>
        Holds(device, "mbconv_e6_mix357", new MBConv(new(8, 8, 6, [3, 5, 7], 1, 4)), path => path.Replace(".weights.", ".convs.").Replace(".convs.0", ".convs.0"));

    private static void Holds<TLayer>(Device device, string name, TLayer layer, Func<string, string> golden)
        where TLayer : Layer
    {
        string folder = DataFolder.Find("golden", name);
        using Model<TLayer> model = new(device, layer, new Rng(1));
        using WeightBuffer gradients = new(device, model.Weights.Layout);

        foreach (WeightSlot slot in model.Weights.Layout.Slots)
        {
            model.Weights[slot].Write(Single(Read(folder, $"param.{golden(slot.Path)}")));
        }

        using Tape tape = new Tape(device).Reading(model.Weights, gradients).Reading(model.Statistics);
        Var x = tape.Watch(Load(device, folder, "x"));
        Var y = layer.Forward(x);
        Gradcheck.Close(Read(folder, "y"), Double(y.Value.ToArray()), 1e-4, $"{name} y");
        tape.Backward(y, Load(device, folder, "dy"));
        Gradcheck.Close(Read(folder, "dx"), Double(tape.GradientOf(x)!.ToArray()), 1e-4, $"{name} dx");

        foreach (WeightSlot slot in model.Weights.Layout.Slots)
        {
            Gradcheck.Close(Read(folder, $"grad.{golden(slot.Path)}"), Double(gradients[slot].ToArray()), 1e-4, $"{name} {slot.Path}");
        }
    }

    private static Tensor Load(Device device, string folder, string name)
    {
        NpyArray array = NpyFile.Read(Path.Combine(folder, $"{name}.npy"));
        return Tensor.From(device, new(array.Shape[0], array.Shape[1], array.Shape[2], array.Shape[3]), array.ToFloats());
    }

    private static double[] Read(string folder, string name) => NpyFile.Read(Path.Combine(folder, $"{name}.npy")).ToDoubles();

    private static float[] Single(double[] values) => [.. values.Select(v => (float)v)];

    private static double[] Double(float[] values) => [.. values.Select(v => (double)v)];
}
