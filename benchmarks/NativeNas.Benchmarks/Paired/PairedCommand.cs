using System.CommandLine;

namespace NativeNas.Benchmarks.Paired;

/// <summary><c>paired [NAME…] --peer COMMAND</c></summary>
internal static class PairedCommand
{
    public static Command Create(string[] words, TimeProvider time)
    {
        Argument<string[]> names = new("NAME") { Arity = ArgumentArity.ZeroOrMore, Description = "Workloads, such as depthwise/n64_c16_h32_k3_s1 or mixed_op/*; all when none is named" };
        Option<string> peer = new("--peer") { Required = true, Description = "The peer program with its arguments; it is started with --serve" };
        Option<int> threads = new("--threads") { DefaultValueFactory = _ => 2, Description = "Threads of each side" };
        Option<int> pairs = new("--pairs") { DefaultValueFactory = _ => 15, Description = "Pairs of runs of each workload and mode" };
        Option<bool> json = new("--json") { Description = "End with one line of JSON: workload → mode → figures" };
        Option<FileInfo?> file = new("--out") { Description = "A Markdown file for the table" };
        threads.Validators.Add(result => Positive(result, threads));
        pairs.Validators.Add(result => Positive(result, pairs));
        Command command = new("paired", "Alternates with a peer process, our run and its run, pair by pair.") { names, peer, threads, pairs, json, file };
        command.SetAction(parsed =>
        {
            PairedSettings settings = new(parsed.GetValue(threads), parsed.GetValue(pairs));
            string call = "dotnet run -c Release --project benchmarks/NativeNas.Benchmarks -- " + string.Join(' ', words.Select(Quoted));
            string heading = PairedTable.Heading(time.GetUtcNow(), Machine.Description, call, settings);

            try
            {
                return new PairedRun(settings, Console.Out, Console.Error).Run(parsed.GetValue(names) ?? [], parsed.GetValue(peer)!, heading, parsed.GetValue(file), parsed.GetValue(json));
            }
            catch (BenchmarkException e)
            {
                Console.Error.WriteLine($"error: {e.Message}");
                return 1;
            }
        });
        return command;
    }

    private static void Positive(System.CommandLine.Parsing.OptionResult result, Option<int> option)
    {
        if (result.GetValue(option) is < 1 or > 1024)
        {
            result.AddError($"{option.Name} is a number of 1 to 1024.");
        }
    }

    private static string Quoted(string word) => word.AsSpan().IndexOfAny(" *?'\"") < 0 ? word : $"'{word}'";
}
