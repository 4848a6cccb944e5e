namespace NativeNas.Cli;

/// <summary>What the process tells its caller.</summary>
internal static class ExitCode
{
    public const int Success = 0;

    /// <summary>The command could not do its work; one line on standard error says why.</summary>
    public const int Failure = 1;

    /// <summary>The command line itself is wrong.</summary>
    public const int Usage = 2;

    /// <summary>Stopped by Ctrl-C or SIGTERM, as shells count it: 128 + SIGINT.</summary>
    public const int Interrupted = 130;
}
