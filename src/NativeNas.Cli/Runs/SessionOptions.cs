namespace NativeNas.Cli.Runs;

/// <summary>How a run is shown; nothing here changes its result.</summary>
/// <param name="Copy">A file that gets the result's object as well.</param>
internal sealed record SessionOptions(bool Json, bool Quiet, string? Copy = null);
