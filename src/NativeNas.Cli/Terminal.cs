namespace NativeNas.Cli;

/// <summary>Where results, and where messages, go.</summary>
/// <param name="Output">Results.</param>
/// <param name="Error">Progress, messages, errors.</param>
public sealed record Terminal(TextWriter Output, TextWriter Error)
{
    /// <summary>Somebody watches <see cref="Error"/>, which can be redrawn.</summary>
    public bool IsInteractive { get; init; }

    /// <summary>Asks what runs to stop cleanly.</summary>
    public CancellationToken Stop { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The folder that run folders without a name are made in.</summary>
    public string RunsFolder { get; init; } = "runs";
}
