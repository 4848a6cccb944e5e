using System.Security.Cryptography;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Random;
using NativeNas.Nn.Modules;
using NativeNas.Nn.Passes;
using NativeNas.Nn.Training;
using NativeNas.Search.Runs;
using NativeNas.Search.Settings;
using NativeNas.Supernets.Darts;
using NativeNas.Supernets.Genotypes;
using NativeNas.Tensors.Batches;
using NativeNas.Tensors.Safetensors;
using NativeNas.Tensors.Weights;

namespace NativeNas.Search.Studies;

/// <summary>The network that a study trained, with a tensor for each of its paths in <c>network.safetensors</c>.</summary>
public static class TrainedNetwork
{
    public const string FileName = "network.safetensors";

    /// <summary>Of the file's hash in result.json.</summary>
    public const string HashKey = "networkSha256";

    /// <summary>The network of a genotype before training.</summary>
    public static Model<DerivedNetwork> Build(Device device, Genotype genotype, RetrainSettings s, IBatchSource images, Rng rng) => new(
        device,
        new(genotype, new(
            images.Channels, images.Height, images.Width, images.Classes, s.Channels, s.Cells,
            AuxiliaryWeight: (float)s.AuxiliaryWeight, Smoothing: (float)s.LabelSmoothing)),
        rng);

    /// <param name="weights">The weights to keep: the model's own, or their average.</param>
    public static void Save(RunFolder folder, Model<DerivedNetwork> model, WeightBuffer weights, Genotype genotype) =>
        folder.Files.Replace(System.IO.Path.Combine(folder.Path, FileName), stream => SafetensorsFile.Write(
            stream,
            new[] { weights, model.Statistics }.SelectMany(buffer => buffer.Layout.Slots.Select(slot =>
                SafetensorsTensor.Of(slot.Path, [slot.Shape.N, slot.Shape.C, slot.Shape.H, slot.Shape.W], buffer[slot].ToArray()))),
            new Dictionary<string, string> { ["genotype"] = genotype.CanonicalJson }));

    /// <summary>SHA-256 of the file, which a finished run's result notes.</summary>
    public static string FileHash(RunFolder folder)
    {
        using FileStream stream = File.OpenRead(System.IO.Path.Combine(folder.Path, FileName));
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    /// <summary>Loss and accuracy of a finished run's network on images.</summary>
    /// <exception cref="RunException">The run holds no network, or one that does not fit its settings or the images.</exception>
    public static Evaluation Evaluate(RunFolder folder, RunSettings settings, IBatchSource images, Device device, CancellationToken stop = default)
    {
        string path = System.IO.Path.Combine(folder.Path, FileName);

        if (!File.Exists(path))
        {
            throw new RunException($"{path} is missing: the run has no trained network yet; finish it with 'nativenas resume {folder.Path}'.");
        }

        (string actual, string? noted) = (FileHash(folder), folder.ReadResult()[HashKey]?.ToString());

        if (actual != noted)
        {
            throw new RunException($"{path}: the SHA-256 is {actual}, {folder.ResultPath} expects {noted ?? "none"}. Bring the file back or train again.");
        }

        SafetensorsFile file = SafetensorsFile.Read(path);
        Genotype genotype = Genotype.Parse(
            file.Metadata.TryGetValue("genotype", out string? text) ? text : throw new RunException($"{path}: its metadata name no genotype; train again."));
        bool fuses = settings.Fusion == Fusion.On;
        MemoryRehearsal.Check(device, stage =>
        {
            using Model<DerivedNetwork> rehearsed = Build(stage, genotype, settings.Retrain, images, new Rng(0));
            Evaluation.Rehearse(rehearsed, rehearsed.Root, rehearsed.Weights, images, fuses);
        });
        using Model<DerivedNetwork> model = Build(device, genotype, settings.Retrain, images, new Rng(0));

        foreach (WeightBuffer buffer in new[] { model.Weights, model.Statistics })
        {
            foreach (WeightSlot slot in buffer.Layout.Slots)
            {
                float[]? values = file.TryGet(slot.Path, out SafetensorsTensor? tensor) ? tensor.ToSingles() : null;

                if (values?.Length != slot.Shape.Length)
                {
                    throw new RunException($"{path}: '{slot.Path}' has {values?.Length ?? 0} numbers; the settings and the images need {slot.Shape.Length}.");
                }

                buffer[slot].Write(values);
            }
        }

        return Evaluation.Of(model, model.Root, model.Weights, images, fuses, stop);
    }
}
