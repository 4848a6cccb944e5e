using NativeNas.Search.Studies;

namespace NativeNas.Cli.Displays;

/// <summary>Shows how a study gets on while it runs.</summary>
internal interface IDisplay
{
    /// <param name="work">Is given whom to tell.</param>
    T Show<T>(Func<IProgress<StudyProgress>?, T> work);
}
