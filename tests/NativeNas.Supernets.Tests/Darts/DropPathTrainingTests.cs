using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Random;
using NativeNas.Nn.Modules;
using NativeNas.Nn.Optimizers;
using NativeNas.Nn.Schedules;
using NativeNas.Nn.Training;
using NativeNas.Supernets.Darts;
using NativeNas.Supernets.Genotypes;
using NativeNas.Tensors.Batches;
using NativeNas.TestKit;

namespace NativeNas.Supernets.Tests.Darts;

public class DropPathTrainingTests
{
    [Theory, OnEveryDevice]
    public void A_rising_drop_path_an_auxiliary_head_and_an_average_train_together(Device device)
    {
        using Model<DerivedNetwork> model = new(device, new(Genotype.Named("DARTS_V2"), new(3, 8, 8, 4, Channels: 4, Cells: 3, AuxiliaryWeight: 0.4f, Smoothing: 0.1f)), new Rng(1));
        Sgd optimizer = new(model.Weights, new(0.9f, 3e-4f));
        using NetworkTraining training = new(
            model, model.Root, new Images(), optimizer, new(Epochs: 2, new ConstantSchedule(0.05f), ClipNorm: 5, AverageDecay: 0.9f), new Rng(2))
        {
            Progress = share => model.Root.DropPath = (float)(0.5 * share),
        };

        for (long step = 0; step < training.Steps; step++)
        {
            Assert.True(double.IsFinite(training.Step(step).Loss));
        }

        Assert.NotEqual(model.Weights.All.ToArray(), training.Result.All.ToArray());
    }

    private sealed class Images : IBatchSource
    {
        public int Classes => 4;

        public int Channels => 3;

        public int Height => 8;

        public int Width => 8;

        public int ImagesPerEpoch => 12;

        public int StepsPerEpoch => 3;

        public ImageBatch At(long step) => new([.. Enumerable.Range(0, 4 * 3 * 64).Select(i => new Rng(5).At(step).Normal(i))], [0, 1, 2, 3], 3, 8, 8);
    }
}
