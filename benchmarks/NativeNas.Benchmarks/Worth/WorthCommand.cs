using System.CommandLine;

namespace NativeNas.Benchmarks.Worth;

/// <summary><c>worth RUN…</c>: what a search is worth, from run folders that end in a number: <c>first-1 first-2 random-1 …</c></summary>
internal static class WorthCommand
{
    public static Command Create()
    {
        Argument<string[]> folders = new("RUN") { Arity = ArgumentArity.OneOrMore, Description = "Folders of finished runs; those that differ by the number at the end alone are one group" };
        Option<FileInfo?> file = new("--out") { Description = "A Markdown file for the table" };
        Command command = new("worth", "Sets groups of finished runs side by side: mean and spread of the test accuracy.") { folders, file };
        command.SetAction(parsed =>
        {
            try
            {
                string table = WorthTable.Of(parsed.GetValue(folders)!.Select(FinishedRun.Read).GroupBy(run => Group(run.Name)));
                Console.Out.Write(table);

                if (parsed.GetValue(file) is { } target)
                {
                    File.WriteAllText(target.FullName, table);
                }

                return 0;
            }
            catch (BenchmarkException e)
            {
                Console.Error.WriteLine($"error: {e.Message}");
                return 1;
            }
        });
        return command;
    }

    /// <summary>The name without the number at its end.</summary>
    private static string Group(string name)
    {
        string stem = name.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9').TrimEnd('-', '_');
        return stem.Length == 0 ? name : stem;
    }
}
