using System.CommandLine;

namespace NativeNas.Cli.Options;

/// <summary>Options that mean the same wherever they occur.</summary>
internal static class CommonOptions
{
    public static Option<bool> Json() => new("--json") { Description = "The last line of standard output is one JSON object; nothing else is written there." };

    public static Option<bool> Quiet() => new("--quiet", "-q") { Description = "No progress: only the result and errors." };

    public static Option<string?> Out(string description) => new("--out", "-o") { Description = description, HelpName = "path" };

    public static Option<string> Device() => new("--device")
    {
        Description = "cpu or cpu-scalar (the slow oracle); the result is the same to the bit.",
        HelpName = "name",
        DefaultValueFactory = _ => DeviceChoice.Cpu,
    };
}
