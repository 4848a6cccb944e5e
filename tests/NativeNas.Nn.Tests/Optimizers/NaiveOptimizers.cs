namespace NativeNas.Nn.Tests.Optimizers;

/// <summary>Update rules of one number in float64, (w, g, step from 1, rate) → w, as PyTorch and TensorFlow document them.</summary>
internal static class NaiveOptimizers
{
    public static Func<double, double, int, double, double> Momentum(double momentum, double decay, bool nesterov)
    {
        double? v = null;
        return (w, g, _, rate) =>
        {
            g += decay * w;
            v = v is null ? g : (momentum * v) + g;
            return w - (rate * (nesterov ? g + (momentum * v.Value) : v.Value));
        };
    }

    public static Func<double, double, int, double, double> Adam(double beta1, double beta2, double epsilon, double decay, bool decoupled)
    {
        double m = 0, v = 0;
        return (w, g, step, rate) =>
        {
            if (decoupled)
            {
                w -= rate * decay * w;
            }
            else
            {
                g += decay * w;
            }

            m = (beta1 * m) + ((1 - beta1) * g);
            v = (beta2 * v) + ((1 - beta2) * g * g);
            double corrected = m / (1 - Math.Pow(beta1, step)), square = v / (1 - Math.Pow(beta2, step));
            return w - (rate * corrected / (Math.Sqrt(square) + epsilon));
        };
    }

    public static Func<double, double, int, double, double> RmsProp(double alpha, double momentum, double epsilon, double decay)
    {
        double s = 0, b = 0;
        return (w, g, _, rate) =>
        {
            g += decay * w;
            s = (alpha * s) + ((1 - alpha) * g * g);
            b = (momentum * b) + (g / (Math.Sqrt(s) + epsilon));
            return w - (rate * b);
        };
    }

    public static Func<double, double, int, double, double> TensorFlowRmsProp(double alpha, double momentum, double epsilon, double decay)
    {
        double s = 1, b = 0;
        return (w, g, _, rate) =>
        {
            g += decay * w;
            s += (1 - alpha) * ((g * g) - s);
            b = (momentum * b) + (rate * g / Math.Sqrt(s + epsilon));
            return w - b;
        };
    }
}
