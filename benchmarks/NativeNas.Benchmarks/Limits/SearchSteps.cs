using System.Text.Json;

namespace NativeNas.Benchmarks.Limits;

/// <summary>The first steps of a search, out of its metrics.</summary>
internal sealed class SearchSteps
{
    private readonly List<double> rates = [];
    private readonly List<string> losses = [];

    /// <summary>Of searches and of validations, as written: the digits give the same bits back.</summary>
    public IReadOnlyList<string> Losses => losses;

    public int Count => rates.Count;

    /// <param name="metrics">A file of lines; what is not there yet is none.</param>
    /// <param name="most">Lines after that step do not count.</param>
    public static SearchSteps Read(string metrics, int most)
    {
        SearchSteps steps = new();

        if (File.Exists(metrics))
        {
            using StreamReader text = new(new FileStream(metrics, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
            string[] lines = text.ReadToEnd().Split('\n');

            for (int i = 0; i < lines.Length - 1 && steps.Count < most; i++)
            {
                steps.Add(lines[i]);
            }
        }

        return steps;
    }

    /// <summary>Of each step but the first. A line has the images a second since the start.</summary>
    public IReadOnlyList<double> Milliseconds(int imagesAStep)
    {
        double[] since = [.. rates.Select((rate, i) => 1000 * (i + 1) * imagesAStep / rate)];
        return [.. since.Skip(1).Zip(since, (later, earlier) => later - earlier)];
    }

    private void Add(string line)
    {
        using JsonDocument document = JsonDocument.Parse(line);
        JsonElement root = document.RootElement;
        losses.Add(root.GetProperty("loss").GetRawText());

        if (root.GetProperty("phase").GetString() == "search")
        {
            rates.Add(root.GetProperty("imagesPerSecond").GetDouble());
        }
    }
}
