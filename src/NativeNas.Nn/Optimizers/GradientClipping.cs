using NativeNas.Kernels;
using NativeNas.Kernels.Elementwise;
using NativeNas.Kernels.Reduction;
using NativeNas.Tensors.Weights;
using Buffer = NativeNas.Kernels.Devices.Buffer;

namespace NativeNas.Nn.Optimizers;

public static class GradientClipping
{
    /// <summary>g ← g·min(1, limit / (‖g‖ + 10⁻⁶)) as in PyTorch; returns ‖g‖ before. A norm that is not finite changes nothing.</summary>
    public static double ByGlobalNorm(WeightBuffer gradients, float limit)
    {
        Require.That(limit > 0f, $"Gradients are clipped to a norm above 0; got {limit}.");
        double norm = Norm(gradients), factor = limit / (norm + 1e-6);

        if (factor < 1 && double.IsFinite(norm))
        {
            gradients.Device.Run(new Scale(gradients.All, (float)factor));
        }

        return norm;
    }

    /// <summary>‖w‖ = √Σw².</summary>
    public static double Norm(WeightBuffer weights)
    {
        using Buffer result = weights.Device.Allocate(16);
        weights.Device.Run(new Dot(weights.All, weights.All, result.All));
        Span<float> square = stackalloc float[1];
        result.Read(0, square);
        return Math.Sqrt(square[0]);
    }
}
