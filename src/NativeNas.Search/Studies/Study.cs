using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using NativeNas.Kernels.Devices;
using NativeNas.Nn.Modules;
using NativeNas.Nn.Passes;
using NativeNas.Nn.Training;
using NativeNas.Search.Runs;
using NativeNas.Search.Settings;
using NativeNas.Supernets.Darts;
using NativeNas.Supernets.Genotypes;
using NativeNas.Tensors.Batches;
using NativeNas.Tensors.Weights;

namespace NativeNas.Search.Studies;

/// <summary>
/// Search a cell, train what it found from scratch, test it once. Every part is a function of the settings and the
/// images, so a study that was interrupted ends with the same bits as one that was not.
/// </summary>
public sealed class Study(RunSettings settings, StudyBatches batches, Device device, RunFolder folder)
{
    private readonly List<JsonObject> plans = [];
    private readonly StudyPhases phases = new(settings, batches);

    /// <summary>Told after every step.</summary>
    public IProgress<StudyProgress>? Progress { get; init; }

    /// <summary>Told what a resumption had to pass over, in whole sentences.</summary>
    public Action<string>? Warn { get; init; }

    /// <summary>Told of each plan that a limit of memory asks for, before the first step that follows it.</summary>
    public Action<PassMemory>? Planned { get; init; }

    /// <summary>Told how many of how many kernels are compiled, before the first step of what needs them.</summary>
    public Action<int, int>? Compiled { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>A genotype to train instead of searching one.</summary>
    public Genotype? Given { get; init; }

    /// <summary>Runs, or goes on from the folder's last good checkpoint.</summary>
    /// <exception cref="DeviceException">The device cannot compile or launch a kernel, or went away; the last good checkpoint stays.</exception>
    /// <exception cref="DeviceMemoryException">A limit of memory that one of the phases cannot keep to, before the first step.</exception>
    /// <exception cref="OperationCanceledException">Stopped between two steps, with a checkpoint of that moment.</exception>
    /// <exception cref="DivergedException">NaN or infinity in training; the last good checkpoint stays.</exception>
    /// <exception cref="RunException">The folder cannot be written, or its checkpoint does not fit.</exception>
    public StudyResult Run(CancellationToken stop = default)
    {
        Checkpoint? checkpoint = folder.Checkpoints.Load();

        foreach (string warning in checkpoint?.Warnings ?? [])
        {
            Warn?.Invoke(warning);
        }

        StudyState? from = checkpoint is null ? null : StudyState.Of(checkpoint.State);
        using StudyJournal journal = new(folder, from, Time);
        journal.Genotype ??= Given;
        TrainingLoop loop = new(journal, settings.Checkpoint, device, Time, Progress);
        long searchSteps = 0;
        bool searches = Given is null && from?.Phase is null or StudyState.Search;
        phases.Rehearse(device, searches, journal.Genotype);
        phases.Compile(device, searches, journal.Genotype, Compiled, stop);

        if (Given is null)
        {
            searchSteps = (long)settings.Search.Epochs * batches.Search.StepsPerEpoch;

            if (searches)
            {
                Search(journal, loop, checkpoint, from, stop);
                (checkpoint, from) = (null, null);
                phases.Compile(device, searches: false, journal.Genotype, Compiled, stop);
            }
        }

        return Retrain(journal, loop, searchSteps, checkpoint, from, stop);
    }

    private void Search(StudyJournal journal, TrainingLoop loop, Checkpoint? checkpoint, StudyState? from, CancellationToken stop)
    {
        using DartsSearch search = phases.Search(device, Tell);

        if (from is null)
        {
            journal.Save(StudyState.Search, 0, search.State);
        }

        Restore(search, checkpoint);
        loop.Run(StudyState.Search, search, from?.Step ?? 0, 0, () => AlphaSnapshot.Of(search.Alphas.Normal, search.Alphas.Reduction), stop);
        journal.Genotype = search.Derive();
        journal.SearchHash = Hash("", [.. search.State.Where(vector => !vector.Name.Contains("ptimizer")).Select(vector => vector.Vector)]);
        folder.Write(folder.GenotypePath, journal.Genotype.ToJson());
    }

    private StudyResult Retrain(StudyJournal journal, TrainingLoop loop, long searchSteps, Checkpoint? checkpoint, StudyState? from, CancellationToken stop)
    {
        Genotype genotype = journal.Genotype!;
        using Model<DerivedNetwork> model = phases.Network(device, genotype);
        using NetworkTraining training = phases.Training(model, Tell);

        if (from is null)
        {
            journal.Save(StudyState.Retrain, 0, training.State);
        }

        Restore(training, checkpoint);
        loop.Run(StudyState.Retrain, training, from?.Step ?? 0, searchSteps, null, stop);
        journal.Save(StudyState.Retrain, training.Steps, training.State);
        Evaluation test = Evaluation.Of(model, model.Root, training.Result, batches.Test, phases.Fuses, stop);
        journal.Note(new(searchSteps + training.Steps, settings.Retrain.Epochs, "test") { Loss = test.Loss, Accuracy = test.Top1 });
        TrainedNetwork.Save(folder, model, training.Result, genotype);
        folder.Write(folder.GenotypePath, genotype.ToJson());
        return new(genotype, Hash(journal.SearchHash, [model.Weights, model.Statistics, training.Result]), test, model.ParameterCount, journal.Seconds);
    }

    /// <summary>Plans go to memory.json as well.</summary>
    private void Tell(PassMemory plan)
    {
        plans.Add(plan.ToJson());
        folder.Write(folder.MemoryPath, new JsonArray([.. plans.Select(one => one.DeepClone())]));
        Planned?.Invoke(plan);
    }

    private static void Restore(ITraining training, Checkpoint? checkpoint)
    {
        if (checkpoint is not null)
        {
            Vectors.Load(training.State, checkpoint.Tensors);
        }
    }

    private static string Hash(string before, WeightBuffer[] vectors)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(before));

        foreach (WeightBuffer vector in vectors)
        {
            vector.AppendTo(hash);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
