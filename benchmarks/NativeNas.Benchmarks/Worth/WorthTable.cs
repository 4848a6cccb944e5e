using System.Globalization;
using System.Text;
using MathNet.Numerics.Statistics;

namespace NativeNas.Benchmarks.Worth;

/// <summary>Test accuracies of groups of runs side by side: each, their mean and their standard deviation (n − 1).</summary>
internal static class WorthTable
{
    public static string Of(IEnumerable<IGrouping<string, FinishedRun>> groups)
    {
        StringBuilder table = new("| networks | runs | test accuracy | each | parameters | seconds |\n|---|--:|--:|---|--:|--:|\n");

        foreach (IGrouping<string, FinishedRun> group in groups)
        {
            double[] accuracies = [.. group.Select(run => 100 * run.Accuracy)];
            string spread = accuracies.Length > 1 ? $" ± {Number(accuracies.StandardDeviation(), 2)}" : "";
            table.Append(CultureInfo.InvariantCulture, $"| {group.Key} | {accuracies.Length} | {Number(accuracies.Mean(), 2)}{spread} % | {string.Join(", ", accuracies.Select(a => Number(a, 2)))} | ")
                .Append(CultureInfo.InvariantCulture, $"{Number(group.Average(run => run.Parameters), 0)} | {Number(group.Average(run => run.Seconds), 0)} |\n");
        }

        return table.ToString();
    }

    private static string Number(double value, int digits) => value.ToString($"N{digits}", CultureInfo.InvariantCulture);
}
