using NativeNas.Autodiff;
using NativeNas.Autodiff.Ops;
using NativeNas.Kernels.Cpu;
using NativeNas.Kernels.Geometry;
using NativeNas.Kernels.Random;
using NativeNas.Nn.Layers;
using NativeNas.Nn.Modules;
using NativeNas.Nn.Optimizers;
using NativeNas.Nn.Passes;
using NativeNas.Nn.Schedules;
using NativeNas.Nn.Training;
using NativeNas.Tensors.Batches;
using NativeNas.Tensors.Weights;

namespace NativeNas.Nn.Tests.Training;

public class NetworkTrainingTests
{
    private const float Rate = 0.5f;

    [Fact]
    public void A_rate_that_explodes_ends_the_training_and_names_the_step()
    {
        using Parts parts = new(new(20, new ConstantSchedule(1e38f)));
        DivergedException thrown = Assert.Throws<DivergedException>(() =>
        {
            for (int step = 0; step < 20; step++)
            {
                parts.Training.Step(step);
            }
        });
        Assert.Matches("(NaN|infinite) at step [1-9]", thrown.Message);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.01f)]
    [InlineData(1000)]
    public void A_gradient_above_the_norm_is_clipped(float limit)
    {
        using Parts plain = new(new(1, new ConstantSchedule(Rate))), clipped = new(new(1, new ConstantSchedule(Rate), ClipNorm: limit));
        double norm = plain.Moved(0) / Rate;
        Assert.InRange(norm, 0.02, 100);
        Assert.Equal(limit > 0 ? Math.Min(norm, limit) : norm, clipped.Moved(0) / Rate, norm * 1e-4);
    }

    [Fact]
    public void The_average_of_the_weights_is_what_comes_out()
    {
        const float decay = 0.75f;
        using Parts parts = new(new(3, new ConstantSchedule(Rate), AverageDecay: decay));
        double[] average = Numbers(parts.Model.Weights);

        for (int step = 0; step < 3; step++)
        {
            parts.Training.Step(step);
            average = [.. average.Zip(Numbers(parts.Model.Weights), (a, w) => (decay * a) + ((1 - decay) * w))];
        }

        Assert.Equal(average, Numbers(parts.Training.Result), (a, b) => Math.Abs(a - b) < 1e-6);
        Assert.NotEqual(Numbers(parts.Model.Weights), Numbers(parts.Training.Result));
        Assert.Contains(parts.Training.State, part => ReferenceEquals(part.Vector, parts.Training.Result));
    }

    [Fact]
    public void Without_an_average_the_weights_come_out()
    {
        using Parts parts = new(new(1, new ConstantSchedule(Rate)));
        parts.Training.Step(0);
        Assert.Same(parts.Model.Weights, parts.Training.Result);
    }

    private static double[] Numbers(WeightBuffer weights) => [.. weights.All.ToArray().Select(v => (double)v)];

    /// <summary>One convolution as wide as the image: a linear classifier.</summary>
    private sealed class Classifier : Module, ILearner
    {
        private readonly Conv conv;

        public Classifier() => conv = Add("conv", Conv.Dense(2, 3, new Window(4, 4)));

        public Outcome Apply(Var images, Var labels)
        {
            Var logits = conv.Forward(images);
            return new(images.Tape.Apply(new CrossEntropy(), logits, labels), logits);
        }
    }

    private sealed class Noise : IBatchSource
    {
        public int Classes => 3;

        public int Channels => 2;

        public int Height => 4;

        public int Width => 4;

        public int ImagesPerEpoch => 6;

        public int StepsPerEpoch => 1;

        public ImageBatch At(long step) => new(
            [.. Enumerable.Range(0, 6 * 32).Select(i => new Rng(4).At(step).Normal(i))], [0, 1, 2, 2, 1, 0], 2, 4, 4);
    }

    private sealed class Parts : IDisposable
    {
        private readonly CpuDevice device = new(2);

        public Parts(TrainingSettings settings)
        {
            Model = new(device, new(), new Rng(1));
            Training = new(Model, Model.Root, new Noise(), new Sgd(Model.Weights, new()), settings, new Rng(2));
        }

        public Model<Classifier> Model { get; }

        public NetworkTraining Training { get; }

        /// <summary>Length of a step.</summary>
        public double Moved(long step)
        {
            double[] before = Numbers(Model.Weights);
            Training.Step(step);
            return Math.Sqrt(before.Zip(Numbers(Model.Weights), (a, b) => (a - b) * (a - b)).Sum());
        }

        public void Dispose()
        {
            Training.Dispose();
            Model.Dispose();
            device.Dispose();
        }
    }
}
