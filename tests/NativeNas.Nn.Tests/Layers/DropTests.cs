using NativeNas.Autodiff;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Random;
using NativeNas.Nn.Layers;
using NativeNas.Nn.Modules;
using NativeNas.Tensors;
using NativeNas.TestKit;

namespace NativeNas.Nn.Tests.Layers;

public class DropTests
{
    private const float Rate = 0.3f;

    private static readonly Shape image = new(500, 3, 4, 5);

    [Theory, OnEveryDevice]
    public void Dropout_zeroes_its_share_of_elements_and_scales_the_rest(Device device)
    {
        float[] y = Run(device, new Dropout(Rate), TapeMode.Training, 1);
        Assert.Equal([0, 1 / (1 - Rate)], y.Distinct().Order());
        Assert.InRange(y.Count(v => v == 0) / (double)y.Length, Rate - 0.015, Rate + 0.015);
    }

    [Theory, OnEveryDevice]
    public void Drop_path_zeroes_its_share_of_samples_and_scales_the_rest(Device device)
    {
        float[][] samples = [.. Run(device, new DropPath { Probability = Rate }, TapeMode.Training, 1).Chunk(image.Length / image.N)];
        Assert.All(samples, sample => Assert.Single(sample.Distinct()));
        Assert.Equal([0, 1 / (1 - Rate)], samples.Select(sample => sample[0]).Distinct().Order());
        Assert.InRange(samples.Count(sample => sample[0] == 0) / (double)samples.Length, Rate - 0.08, Rate + 0.08);
    }

    [Theory, OnEveryDevice]
    public void Nothing_is_dropped_in_evaluation(Device device)
    {
        Assert.All(Run(device, new Dropout(Rate), TapeMode.Evaluation, 1), v => Assert.Equal(1, v));
        Assert.All(Run(device, new DropPath { Probability = Rate }, TapeMode.Evaluation, 1), v => Assert.Equal(1, v));
        Assert.All(Run(device, new Dropout(0), TapeMode.Training, 1), v => Assert.Equal(1, v));
        Assert.All(Run(device, new DropPath(), TapeMode.Training, 1), v => Assert.Equal(1, v));
    }

    [Theory, OnEveryDevice]
    public void What_is_dropped_is_decided_by_path_and_step(Device device)
    {
        Differ(() => new Dropout(Rate));
        Differ(() => new DropPath { Probability = Rate });

        void Differ(Func<Layer> make)
        {
            float[] first = Run(device, make(), TapeMode.Training, 1);
            Assert.Equal(first, Run(device, make(), TapeMode.Training, 1));
            Assert.NotEqual(first, Run(device, make(), TapeMode.Training, 2));
            Assert.NotEqual(first, Run(device, new Sequential(new Identity(), make()), TapeMode.Training, 1));
        }
    }

    /// <summary>What becomes of ones.</summary>
    private static float[] Run(Device device, Layer layer, TapeMode mode, long step)
    {
        using Model<Sequential> model = new(device, new Sequential(layer), new Rng(1));
        using Tape tape = new(device, mode, new Rng(2).At(step));
        return model.Root.Forward(tape.Constant(image, [.. Enumerable.Repeat(1f, image.Length)])).Value.ToArray();
    }
}
