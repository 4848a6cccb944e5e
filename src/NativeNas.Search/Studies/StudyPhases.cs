using NativeNas.Autodiff;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Random;
using NativeNas.Nn.Modules;
using NativeNas.Nn.Optimizers;
using NativeNas.Nn.Passes;
using NativeNas.Nn.Schedules;
using NativeNas.Nn.Training;
using NativeNas.Search.Settings;
using NativeNas.Supernets.Darts;
using NativeNas.Supernets.Genotypes;
using NativeNas.Tensors.Batches;

namespace NativeNas.Search.Studies;

/// <summary>What a study's phases make on a device: the one that computes them, or one that only rehearses.</summary>
internal sealed class StudyPhases(RunSettings settings, StudyBatches batches)
{
    private readonly Rng rng = new((ulong)settings.Seed);

    public bool Fuses => settings.Fusion == Fusion.On;

    public DartsSearch Search(Device device, Action<PassMemory>? planned = null)
    {
        SearchSettings s = settings.Search;
        CosineSchedule rate = new((float)s.LearningRate, (float)s.LearningRateMin, (long)s.Epochs * batches.Search.StepsPerEpoch);
        return new(
            device,
            new(batches.Search.Channels, batches.Search.Classes, s.Channels, s.Cells, s.Nodes, s.StemMultiplier),
            new(s.Epochs, rate, s.Order == SearchOrder.Second, (float)s.Momentum, (float)s.WeightDecay, (float)s.ClipNorm,
                (float)s.AlphaLearningRate, (float)s.AlphaBeta1, (float)s.AlphaBeta2, (float)s.AlphaWeightDecay, s.HoldBranches, Fuses),
            batches.Search,
            batches.Validation,
            rng.At("search"),
            s.AlphaInit)
        {
            Planned = planned,
        };
    }

    public Model<DerivedNetwork> Network(Device device, Genotype genotype) =>
        TrainedNetwork.Build(device, genotype, settings.Retrain, batches.Training, rng.At("retrain").At("weights"));

    public NetworkTraining Training(Model<DerivedNetwork> model, Action<PassMemory>? planned = null)
    {
        RetrainSettings s = settings.Retrain;
        CosineSchedule rate = new((float)s.LearningRate, (float)s.LearningRateMin, (long)s.Epochs * batches.Training.StepsPerEpoch);
        return new(
            model,
            model.Root,
            batches.Training,
            new Sgd(model.Weights, new((float)s.Momentum, (float)s.WeightDecay)),
            new(s.Epochs, rate, (float)s.ClipNorm, (float)s.AverageDecay, Fuses),
            rng.At("retrain"))
        {
            Planned = planned,
            Progress = share => model.Root.DropPath = s.DropPath > 0 ? (float)(s.DropPath * share) : null,
        };
    }

    /// <summary>Whether a limit of memory can be kept to: a step of each phase that is to come, on a device that computes nothing.</summary>
    /// <param name="searches">Whether the search is to come.</param>
    /// <param name="genotype">What will be trained; null before it is found.</param>
    /// <exception cref="DeviceMemoryException">It cannot, or the system refuses the memory.</exception>
    public void Rehearse(Device device, bool searches, Genotype? genotype)
    {
        MemoryRehearsal.Check(device, searches ? [RehearseSearch, RehearseTraining] : [RehearseTraining]);

        void RehearseSearch(Device stage)
        {
            using DartsSearch search = Search(stage);
            _ = search.Step(0);
        }

        void RehearseTraining(Device stage)
        {
            using Model<DerivedNetwork> model = Network(stage, genotype ?? Heaviest(settings.Search.Nodes));
            using NetworkTraining training = Training(model);
            _ = training.Step(0);
            Evaluation.Rehearse(model, model.Root, training.Result, batches.Test, Fuses);
        }
    }

    /// <summary>Compiles the kernels of the phases that are to come, where the device compiles any.</summary>
    /// <param name="genotype">What will be trained; null before it is found: then the kernels of whatever may be.</param>
    /// <param name="progress">Told how many of how many kernels are done.</param>
    /// <exception cref="DeviceException">One does not compile.</exception>
    public void Compile(Device device, bool searches, Genotype? genotype, Action<int, int>? progress, CancellationToken stop) => device.Compile(
        stage =>
        {
            if (searches)
            {
                using DartsSearch search = Search(stage);
                _ = search.Step(0);
            }

            foreach (Genotype trained in genotype is null ? CoveringGenotypes.Of(settings.Search.Nodes) : [genotype])
            {
                using Model<DerivedNetwork> model = Network(stage, trained);
                using NetworkTraining training = Training(model);
                _ = training.Step(0);
                _ = training.Step(training.Steps - 1);    // the batch may be smaller, and paths are dropped by now
                _ = Evaluation.Of(model, model.Root, training.Result, new FirstAndLastBatch(batches.Test), Fuses, stop);
            }
        },
        progress,
        stop);

    /// <summary>The genotype that takes the most memory: what stays of it is what its separable filters read and write.</summary>
    private static Genotype Heaviest(int nodes)
    {
        NodeGenotype node = new(new(CellOperation.SepConv5x5, 0), new(CellOperation.SepConv5x5, 1));
        CellGenotype cell = new([.. Enumerable.Repeat(node, nodes)]);
        return new(cell, cell);
    }
}
