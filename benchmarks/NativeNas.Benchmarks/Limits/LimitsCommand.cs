using System.CommandLine;
using NativeNas.Kernels.Devices;

namespace NativeNas.Benchmarks.Limits;

/// <summary><c>limits [FIGURE…]</c>: fresh searches under <c>--memory</c>, their peaks and steps beside an unlimited one's.</summary>
internal static class LimitsCommand
{
    private static readonly string[] Standard = ["0.5GB", "1GB", "2GB"];

    public static Command Create(TimeProvider time)
    {
        Argument<string[]> figures = new("FIGURE") { Arity = ArgumentArity.ZeroOrMore, Description = "Values of --memory, such as 512MB or 1.5GB; 0.5GB, 1GB and 2GB when none is given" };
        Option<string> data = new("--data") { DefaultValueFactory = _ => "shapes", Description = "The images of the search; shapes are generated, 32×32" };
        Option<int> channels = PageOptions.Count("--channels", 16, "Channels of the first cells"), cells = PageOptions.Count("--cells", 8, "Cells"), batch = PageOptions.Count("--batch", 64, "Images of a step");
        Option<int> steps = PageOptions.Count("--steps", 6, "Search steps of each process"), threads = PageOptions.Threads(2), rounds = PageOptions.Rounds(1);
        Option<string> program = new("--nativenas") { DefaultValueFactory = _ => SearchProcess.Built, Description = "The program with its arguments; it is started with search" };
        figures.Validators.Add(result =>
        {
            foreach (string wrong in (result.GetValue(figures) ?? []).Where(figure => ByteCount.Parse(figure) is null))
            {
                result.AddError($"The figure '{wrong}' is no number of bytes such as 512MB or 1.5GB.");
            }
        });
        Command command = new("limits", "Peak memory and steps of the DARTS search at several --memory figures, a fresh process each, beside an unlimited one.")
        {
            figures, data, channels, cells, batch, steps, threads, rounds, program,
        };
        PageOptions page = new(command);
        command.SetAction(parsed => Door.Enter(() =>
        {
            SearchSize size = new(parsed.GetValue(data)!, parsed.GetValue(channels), parsed.GetValue(cells), parsed.GetValue(batch), parsed.GetValue(steps), parsed.GetValue(threads));
            string[] chosen = parsed.GetValue(figures) is { Length: > 0 } given ? given : Standard;
            LimitsTable table = Measure(parsed.GetValue(program)!, size, chosen, parsed.GetValue(rounds), Console.Error);
            table.Page(PageOptions.Heading("Searches under a limit", parsed, time)).Show(page.Read(parsed), Console.Out);
            return table.Agrees ? 0 : 1;
        }));
        return command;
    }

    /// <summary>The unlimited search and each figure in turn, that many times.</summary>
    internal static LimitsTable Measure(string program, SearchSize size, IReadOnlyList<string> figures, int rounds, TextWriter progress)
    {
        List<LimitedSearch> searches = [];

        for (int round = 0; round < rounds; round++)
        {
            foreach (string figure in figures.Prepend(LimitedSearch.Unlimited))
            {
                searches.Add(SearchProcess.Run(program, size, figure));
                progress.WriteLine(searches[^1]);
            }
        }

        return new([.. searches.GroupBy(search => search.Figure).Select(LimitedSearch.Joined)]);
    }
}
