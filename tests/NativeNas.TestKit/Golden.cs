using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using NativeNas.Autodiff;
using NativeNas.Kernels.Devices;
using NativeNas.Tensors;
using Xunit;

namespace NativeNas.TestKit;

/// <summary>Recorded float64 cases: x, dy, parameters, and the y, dx and parameter gradients that must come out.</summary>
public static class Golden
{
    /// <summary>Holds an op against a case; the test is skipped where the data is not there.</summary>
    /// <param name="parameters">Names of the parameters, in the order of the op's inputs.</param>
    /// <param name="tolerance">Largest error over the largest magnitude of a tensor.</param>
    public static void Holds(Device device, string name, Op op, string[] parameters, double tolerance = 1e-4)
    {
        string folder = DataFolder.Find("golden", name);
        Tensor[] inputs = [Read(device, folder, "x", Layout.Blocked), .. parameters.Select(p => Read(device, folder, $"param.{p}", Layout.Planes))];
        Signature signature = op.Infer([.. inputs.Select(input => input.Shape)]);
        Tensor[] outputs = [.. signature.Outputs.Select(slot => Tensor.Allocate(device, slot.Shape, slot.Layout))];
        Tensor[] saved = [.. signature.Saved.Select(slot => Tensor.Allocate(device, slot.Shape, slot.Layout))];
        Tensor[] gradients = [.. inputs.Select(input => Tensor.Allocate(device, input.Shape, input.Layout))];
        Tensor dy = Read(device, folder, "dy", Layout.Blocked);
        Assert.Equal(dy.Shape, outputs[0].Shape);
        op.Forward(new(device, inputs, outputs, saved));
        op.Backward(new(
            device, [.. inputs.Select(input => input.Shape)], inputs, outputs, saved, new Tensor?[] { dy },
            [.. gradients.Select(gradient => (Gradient?)new Gradient(gradient, false))]));
        Close(folder, "y", outputs[0], tolerance);
        Close(folder, "dx", gradients[0], tolerance);

        for (int i = 0; i < parameters.Length; i++)
        {
            Close(folder, $"grad.{parameters[i]}", gradients[i + 1], tolerance);
        }
    }

    /// <summary>The shape and the values of a .npy file of little-endian float64 in C order.</summary>
    public static (int[] Shape, double[] Values) ReadNpy(string path)
    {
        byte[] bytes = File.ReadAllBytes(path);
        int length = bytes[6] == 1 ? BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(8)) : BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(8));
        int start = bytes[6] == 1 ? 10 : 12;
        string header = Encoding.ASCII.GetString(bytes, start, length);
        Assert.True(header.Contains("'<f8'", StringComparison.Ordinal) && header.Contains("'fortran_order': False", StringComparison.Ordinal), $"{path} holds no float64 in C order: {header}");
        int[] shape = [.. Regex.Match(header, @"'shape': \(([^)]*)\)").Groups[1].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(s => int.Parse(s, CultureInfo.InvariantCulture))];
        double[] values = new double[(bytes.Length - start - length) / 8];

        for (int i = 0; i < values.Length; i++)
        {
            values[i] = BinaryPrimitives.ReadDoubleLittleEndian(bytes.AsSpan(start + length + (8 * i)));
        }

        return (shape, values);
    }

    private static Tensor Read(Device device, string folder, string name, Layout layout)
    {
        (int[] s, double[] values) = ReadNpy(Path.Combine(folder, $"{name}.npy"));
        int At(int i) => i < s.Length ? s[i] : 1;
        return Tensor.From(device, new(At(0), At(1), At(2), At(3)), [.. values.Select(v => (float)v)], layout);
    }

    private static void Close(string folder, string name, Tensor actual, double tolerance) =>
        Gradcheck.Close(ReadNpy(Path.Combine(folder, $"{name}.npy")).Values, [.. actual.ToArray().Select(v => (double)v)], tolerance, $"{Path.GetFileName(folder)} {name}");
}
