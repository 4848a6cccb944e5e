using System.Globalization;
using NativeNas.Nn.Training;
using NativeNas.Search.Runs;
using NativeNas.Search.Settings;

namespace NativeNas.Cli.Runs;

/// <summary>What to do about a training that left the finite numbers.</summary>
internal static class Divergence
{
    public static string Describe(DivergedException diverged, RunFolder folder, RunSettings settings)
    {
        Checkpoint? last = folder.Checkpoints.Load();
        bool searches = last is null ? settings.Retrain.Genotype == RetrainSettings.Found : (string?)last.State["phase"] == "search";
        (string key, double rate) = searches ? ("search", settings.Search.LearningRate) : ("retrain", settings.Retrain.LearningRate);
        string saved = last is null ? "There is no checkpoint yet" : $"The last good checkpoint is that of {last.State["phase"]} step {last.State["step"]}";
        return string.Create(CultureInfo.InvariantCulture, $"{folder.Path}: {diverged.Message} {saved}; start a new run with --set {key}.learningRate={rate / 4:R}");
    }
}
