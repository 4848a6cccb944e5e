using NativeNas.Search.Studies;

namespace NativeNas.Cli.Displays;

/// <summary>Shows nothing.</summary>
internal sealed class QuietDisplay : IDisplay
{
    public T Show<T>(Func<IProgress<StudyProgress>?, T> work) => work(null);
}
