using System.Globalization;
using System.Text.Json.Nodes;
using NativeNas.Search.Runs;
using NativeNas.Search.Settings;
using NativeNas.Search.Studies;
using NativeNas.Supernets.Drawings;
using NativeNas.Supernets.Genotypes;

namespace NativeNas.Search.Reports;

/// <summary>The pictures of a run and the page that holds them, from what the run measured.</summary>
public static class RunReport
{
    /// <summary>Writes cell-normal.svg, cell-reduction.svg, curves.svg, report.html and, after a search, alphas.svg.</summary>
    /// <exception cref="RunException">A write failed.</exception>
    public static void Write(RunFolder folder, RunSettings settings, StudyResult result)
    {
        IReadOnlyList<MetricsLine> metrics = MetricsLog.Read(folder.MetricsPath);
        List<(string Caption, string Svg)> figures = [];

        Add(folder.NormalCellPath, "Normal cell", SvgDrawing.Of(result.Genotype.Normal, "Normal cell"));
        Add(folder.ReductionCellPath, "Reduction cell", SvgDrawing.Of(result.Genotype.Reduction, "Reduction cell"));

        if (metrics.Any(line => line.Alphas is not null))
        {
            string[] operations = [.. CellOperations.All.Select(operation => operation.Name)];
            AlphaHistory[] cells = [AlphaHistory.Of("normal", metrics), AlphaHistory.Of("reduction", metrics)];
            Add(folder.AlphasPath, "How the weights of each edge's operations moved", AlphasFigure.Draw(cells, operations));
        }

        Add(folder.CurvesPath, "Loss and accuracy", CurvesFigure.Draw(metrics));
        folder.Write(folder.ReportPath, ReportPage.Write(Page(settings, result, metrics) with { Figures = figures }));

        void Add(string path, string caption, string svg)
        {
            folder.Write(path, svg);
            figures.Add((caption, svg));
        }
    }

    private static Report Page(RunSettings settings, StudyResult result, IReadOnlyList<MetricsLine> metrics)
    {
        bool searched = settings.Retrain.Genotype == RetrainSettings.Found;
        double[] entropy = [.. metrics.Select(line => line.AlphaEntropy).OfType<double>()];
        List<(string Name, string Value)> summary =
        [
            ("Images", settings.Data.Source),
            ("Seed", Text($"{settings.Seed}")),
            ("Test loss", Text($"{result.Test.Loss:F4}")),
            ("Test accuracy, best of five", Text($"{100 * result.Test.Top5:F2} %")),
            ("Genotype hash", result.Genotype.Hash),
            ("Run hash", result.RunHash),
        ];

        if (entropy.Length > 0)
        {
            summary.Add(("α entropy (nats)", Text($"{entropy[0]:F4} at the start, {entropy[^1]:F4} at the end")));
        }

        return new($"{(searched ? "Search" : "Training")} on {settings.Data.Source.Split(':')[0]}, seed {settings.Seed}")
        {
            Highlights =
            [
                ("Test accuracy", Text($"{100 * result.Test.Top1:F2} %")),
                ("Test images", Text($"{result.Test.Images:N0}")),
                ("Parameters", Text($"{result.Parameters:N0}")),
                ("Time", Text($"{TimeSpan.FromSeconds(Math.Round(result.Seconds)):c}")),
            ],
            Summary = summary,
            Texts =
            [
                ("Genotype", TextDrawing.Of(result.Genotype) + "\n" + result.Genotype.ToJson()),
                ("Settings", SettingsText.Write(settings)),
                ("Environment", JsonText.Indented((JsonNode)RunEnvironment.Describe())),
            ],
        };
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
