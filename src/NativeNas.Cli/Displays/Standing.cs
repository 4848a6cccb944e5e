using System.Globalization;
using NativeNas.Search.Studies;

namespace NativeNas.Cli.Displays;

/// <summary>The latest progress, with means over the steps of its epoch seen so far.</summary>
internal sealed class Standing
{
    private (string Phase, int Epoch) epoch;
    private int steps, correct, images, validationCorrect, validationImages;
    private double loss;

    public StudyProgress? Latest { get; private set; }

    /// <summary>Of the phase, 0 to 1.</summary>
    public double Share => Latest is null ? 0 : (double)Latest.Step / Latest.Steps;

    public void Add(StudyProgress progress)
    {
        if (epoch != (progress.Phase, progress.Epoch))
        {
            (steps, correct, images, validationCorrect, validationImages, loss) = (0, 0, 0, 0, 0, 0);
            epoch = (progress.Phase, progress.Epoch);
        }

        Latest = progress;
        steps++;
        loss += progress.Report.Loss;
        correct += progress.Report.Correct;
        images += progress.Report.Images;
        validationCorrect += progress.Report.ValidationCorrect;
        validationImages += progress.Report.ValidationImages;
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
        yield return ("accuracy", Text($"{100.0 * correct / images:F1} %"));

        if (validationImages > 0)
        {
            yield return ("validation", Text($"{100.0 * validationCorrect / validationImages:F1} %"));
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
