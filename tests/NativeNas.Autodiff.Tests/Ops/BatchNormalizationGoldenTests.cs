using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;
using NativeNas.Autodiff.Ops;
using NativeNas.Kernels.Devices;
using NativeNas.Tensors;
using NativeNas.TestKit;

namespace NativeNas.Autodiff.Tests.Ops;

/// <summary>PyTorch's batch normalization in training mode, float64.</summary>
public partial class BatchNormalizationGoldenTests
{
    [Theory, OnEveryDevice]
    public void Forward_and_backward_match(Device device)
    {
        string folder = Path.Combine(Data(), "golden", "batchnorm_train");

        if (!Directory.Exists(folder))
        {
            Assert.Skip($"No golden files at {folder}.");
        }

        (double[] x, Shape shape) = Npy.Read(Path.Combine(folder, "x.npy"));
        (double[] gamma, Shape vector) = Npy.Read(Path.Combine(folder, "param.weight.npy"));
        double[] beta = Npy.Read(Path.Combine(folder, "param.bias.npy")).Values, dy = Npy.Read(Path.Combine(folder, "dy.npy")).Values;
        Tensor[] inputs = [From(x, shape), From(gamma, vector, Layout.Planes), From(beta, vector, Layout.Planes)];
        BatchNormalization op = new();
        Signature signature = op.Infer([shape, vector, vector]);
        Tensor[] outputs = [.. signature.Outputs.Select(s => Tensor.Allocate(device, s.Shape, s.Layout))];
        Tensor[] saved = [.. signature.Saved.Select(s => Tensor.Allocate(device, s.Shape, s.Layout))];
        op.Forward(new(device, inputs, outputs, saved));
        Gradient?[] gradients = [.. inputs.Select(t => (Gradient?)new Gradient(Tensor.Allocate(device, t.Shape, t.Layout), false))];
        op.Backward(new(device, [shape, vector, vector], inputs, outputs, saved, [From(dy, shape), null, null], gradients));
        Close("y.npy", outputs[0]);
        Close("dx.npy", gradients[0]!.Value.Tensor);
        Close("grad.weight.npy", gradients[1]!.Value.Tensor);
        Close("grad.bias.npy", gradients[2]!.Value.Tensor);

        Tensor From(double[] values, Shape of, Layout layout = Layout.Blocked) => Tensor.From(device, of, [.. values.Select(v => (float)v)], layout);

        void Close(string file, Tensor actual) =>
            Gradcheck.Close(Npy.Read(Path.Combine(folder, file)).Values, [.. actual.ToArray().Select(v => (double)v)], 1e-4, file);
    }

    private static string Data()
    {
        if (Environment.GetEnvironmentVariable("NATIVENAS_DATA") is { Length: > 0 } set)
        {
            return set;
        }

        DirectoryInfo? root = new(AppContext.BaseDirectory);

        while (root is not null && !File.Exists(Path.Combine(root.FullName, "NativeNas.sln")))
        {
            root = root.Parent;
        }

        return Path.Combine(root?.FullName ?? ".", "..", "shared", "data");
    }

    /// <summary>NumPy's file of little-endian float64 in C order, version 1.</summary>
    private static partial class Npy
    {
        public static (double[] Values, Shape Shape) Read(string path)
        {
            byte[] bytes = File.ReadAllBytes(path);
            int header = 10 + BitConverter.ToUInt16(bytes, 8);
            string text = Encoding.ASCII.GetString(bytes, 10, header - 10);
            Assert.Contains("'<f8'", text, StringComparison.Ordinal);
            int[] extents = [.. Numbers().Matches(text[text.IndexOf('(', StringComparison.Ordinal)..]).Select(m => int.Parse(m.Value, CultureInfo.InvariantCulture)), 1, 1, 1];
            return ([.. MemoryMarshal.Cast<byte, double>(bytes.AsSpan(header))], new(extents[0], extents[1], extents[2], extents[3]));
        }

        [GeneratedRegex(@"\d+")]
        private static partial Regex Numbers();
    }
}
