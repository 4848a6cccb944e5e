using NativeNas.Search.Studies;

namespace NativeNas.Cli.Displays;

/// <summary>A line every two seconds, at every tenth of a phase and at its last step, for files and pipes.</summary>
internal sealed class PlainDisplay(Terminal terminal) : IDisplay, IProgress<StudyProgress>
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    private readonly Standing standing = new();
    private long? last;
    private (string Phase, int Tenth) shown;

    public T Show<T>(Func<IProgress<StudyProgress>?, T> work) => work(this);

    public void Report(StudyProgress progress)
    {
        standing.Add(progress);
        (string Phase, int Tenth) now = (progress.Phase, (int)(10 * standing.Share));

        if (last is null || now != shown || terminal.Time.GetElapsedTime(last.Value) >= Interval)
        {
            terminal.Error.WriteLine($"{progress.Phase,-8} {string.Join("  ", standing.Parts().Select(part => $"{part.Name} {part.Value}"))}");
            (last, shown) = (terminal.Time.GetTimestamp(), now);
        }
    }
}
