using NativeNas.Kernels.Devices;
using NativeNas.Nn.Optimizers;
using NativeNas.Tensors.Weights;
using NativeNas.TestKit;

namespace NativeNas.Nn.Tests.Optimizers;

public class WeightAverageTests
{
    [Theory]
    [OnEveryDevice(false)]
    [OnEveryDevice(true)]
    public void The_average_follows_its_formula(bool warmsUp, Device device)
    {
        WeightLayout layout = Vectors.Layout();
        using WeightBuffer start = Vectors.Buffer(device, layout, Vectors.Numbers(0));
        using WeightAverage average = new(start, 0.3f, warmsUp);
        double[] expected = Vectors.Read(start);

        for (int t = 0; t < 12; t++)
        {
            double kept = warmsUp ? Math.Min(0.3f, (1.0 + t) / (10.0 + t)) : 0.3f;
            double[] numbers = Vectors.Numbers(t + 1);
            using WeightBuffer weights = Vectors.Buffer(device, layout, numbers);
            average.Update(weights);
            expected = [.. expected.Zip(numbers, (a, w) => (kept * a) + ((1 - kept) * w))];
        }

        Gradcheck.Close(expected, Vectors.Read(average.Weights), 1e-6, "average");
        Assert.Equal(12, average.Updates);
    }
}
