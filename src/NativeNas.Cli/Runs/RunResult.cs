using System.Globalization;
using System.Text.Json.Nodes;
using NativeNas.Search.Runs;
using NativeNas.Supernets.Drawings;
using NativeNas.Supernets.Genotypes;

namespace NativeNas.Cli.Runs;

/// <summary>The result of a finished run, for people or as one object.</summary>
internal static class RunResult
{
    /// <param name="result">What result.json holds.</param>
    public static void Write(Terminal terminal, RunFolder folder, JsonObject result, SessionOptions options)
    {
        JsonObject whole = (JsonObject)result.DeepClone();
        whole["run"] = folder.Path;

        try
        {
            CommandResult.Print(terminal, options.Json ? "" : Text(folder, result), whole, options.Json, options.Copy);
        }
        catch (Exception broken) when (broken is NullReferenceException or InvalidOperationException or FormatException)
        {
            throw new RunException($"{folder.ResultPath}: lacks a part of a result; delete it and resume the run.", broken);
        }
    }

    private static string Text(RunFolder folder, JsonObject result)
    {
        Genotype genotype = Genotype.Parse(result["genotype"]!.ToJsonString());
        (string Name, string Value)[] rows =
        [
            ("test accuracy", Line($"{100 * (double)result["accuracy"]!:F2} % of {(long)result["testImages"]!:N0} images")),
            ("parameters", Line($"{(long)result["parameters"]!:N0}")),
            ("time", Line($"{(double)result["seconds"]!:F1} s")),
            ("genotype hash", (string)result["genotypeHash"]!),
            ("run hash", (string)result["runHash"]!),
            ("run folder", folder.Path),
            ("report", folder.ReportPath),
        ];
        return $"\n{TextDrawing.Of(genotype)}\n{string.Concat(rows.Select(row => $"{row.Name,-15}{row.Value}\n"))}";
    }

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
