using System.CommandLine;

namespace NativeNas.Cli.Options;

/// <summary>Options that mean the same wherever they occur. Every command takes --json, --seed, --threads, --out and --quiet.</summary>
internal static class CommonOptions
{
    public static Option<bool> Json() => new("--json") { Description = "The last line of standard output is one JSON object; nothing else is written there." };

    public static Option<bool> Quiet(string description = "No progress: only the result and errors.") => new("--quiet", "-q") { Description = description };

    public static Option<string?> Out(string description) => new("--out", "-o") { Description = description, HelpName = "path" };

    /// <summary>Where a result is printed and may be kept as well.</summary>
    public static Option<string?> Copy() => Out("A file to write the result to as well, as one JSON object.");

    /// <summary>Where a text is asked for.</summary>
    public static Option<string?> Document() => Out("The file to write instead of standard output, which with --json still gets the object.");

    public static SettingOption Device() => new("--device", "device", DeviceChoice.RefuseGpu);

    public static SettingOption Precision() => new("--precision", "precision");

    public static SettingOption Fusion() => new("--fusion", "fusion");

    public static SettingOption Threads() => new("--threads", "threads");

    public static SettingOption Memory() => new("--memory", "memory");

    /// <summary>Read where it decides nothing, so that one line of options serves all commands.</summary>
    public static Option<long> IdleSeed() => new("--seed") { Description = "Takes part in no draw here.", HelpName = "seed" };

    public static Option<int> IdleThreads() => new("--threads") { Description = "Nothing is computed here that threads would share.", HelpName = "threads" };

    public static Option<bool> IdleQuiet() => Quiet("There is no progress here: only the result and errors are written.");
}
