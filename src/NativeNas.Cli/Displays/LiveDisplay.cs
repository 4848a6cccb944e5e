using NativeNas.Search.Studies;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace NativeNas.Cli.Displays;

/// <summary>A panel that is redrawn in place, with a bar and the numbers of the running phase.</summary>
internal sealed class LiveDisplay(Terminal terminal) : IDisplay
{
    private const int BarWidth = 40;

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(150);

    public T Show<T>(Func<IProgress<StudyProgress>?, T> work)
    {
        IAnsiConsole console = AnsiConsole.Create(new() { Out = new AnsiConsoleOutput(terminal.Error) });
        return console.Live(new Text("building the network …")).Start(context => work(new Redraw(context, terminal.Time)));
    }

    private static Panel Picture(Standing standing)
    {
        Grid grid = new Grid().AddColumn(new GridColumn().NoWrap()).AddColumn();
        int full = (int)(BarWidth * standing.Share);
        grid.AddRow(Bar(full), new Text($"{standing.Share:P0}"));

        foreach ((string name, string value) in standing.Parts())
        {
            grid.AddRow(new Text(name, new Style(Color.Grey)), new Text(value));
        }

        return new Panel(grid) { Header = new($" {standing.Latest!.Phase} "), Border = BoxBorder.Rounded, Padding = new(1, 0) };
    }

    private static IRenderable Bar(int full) => new Paragraph(new string('█', full), new Style(Color.Blue))
        .Append(new string('░', BarWidth - full), new Style(Color.Grey));

    private sealed class Redraw(LiveDisplayContext context, TimeProvider time) : IProgress<StudyProgress>
    {
        private readonly Standing standing = new();
        private long? last;

        public void Report(StudyProgress progress)
        {
            standing.Add(progress);

            if (last is null || progress.Step == progress.Steps || time.GetElapsedTime(last.Value) >= Interval)
            {
                context.UpdateTarget(Picture(standing));
                last = time.GetTimestamp();
            }
        }
    }
}
