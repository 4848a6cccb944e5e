using System.Globalization;
using NativeNas.Nn.Training;
using NativeNas.Search.Studies;

namespace NativeNas.Cli.Displays;

/// <summary>The latest progress, with means over the steps of its epoch seen so far.</summary>
internal sealed class Standing
{
    private (string Phase, int Epoch) epoch;
    private int steps;
    private double loss;
    private Metrics training, validation;

    public StudyProgress? Latest { get; private set; }

    /// <summary>Of the phase, 0 to 1.</summary>
    public double Share => Latest is null ? 0 : (double)Latest.Step / Latest.Steps;

    public void Add(StudyProgress progress)
    {
        if (epoch != (progress.Phase, progress.Epoch))
        {
            (steps, loss, training, validation) = (0, 0, default, default);
            epoch = (progress.Phase, progress.Epoch);
        }

        Latest = progress;
        steps++;
        loss += progress.Report.Loss;
        training += progress.Report.Training;
        validation += progress.Report.Validation;
    }

    /// <summary>Names and values; what a phase does not measure is absent.</summary>
    public IEnumerable<(string Name, string Value)> Parts()
    {
        if (Latest is not StudyProgress now)
        {
            yield break;
        }

        yield return ("epoch", $"{now.Epoch}/{now.Epochs}");
        yield return ("step", Text($"{now.Step}/{now.Steps} ({100 * Share:F0} %)"));
        yield return ("loss", Text($"{loss / steps:F4}"));
        yield return ("accuracy", Text($"{100 * training.Top1:F1} %"));

        if (validation.Count > 0)
        {
            yield return ("validation", Text($"{100 * validation.Top1:F1} %"));
        }

        if (!double.IsNaN(now.AlphaEntropy))
        {
            yield return ("α entropy", Text($"{now.AlphaEntropy:F4}"));
        }

        yield return ("images/s", Text($"{now.ImagesPerSecond:F0}"));
        yield return ("memory", Text($"{now.MemoryBytes / 1048576.0:F0} MiB"));
        yield return ("left", Text($"{Math.Floor(now.Remaining.TotalMinutes):F0}:{now.Remaining.Seconds:D2}"));
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
