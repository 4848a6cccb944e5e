namespace NativeNas.Cli.Runs;

/// <summary>How a run is carried out and shown; nothing here changes its result.</summary>
/// <param name="Device">A name that --device takes.</param>
internal sealed record SessionOptions(string Device, bool Json, bool Quiet);
