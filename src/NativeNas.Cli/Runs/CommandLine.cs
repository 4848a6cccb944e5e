namespace NativeNas.Cli.Runs;

/// <summary>Parts of commands that messages suggest.</summary>
internal static class CommandLine
{
    public static string Quoted(string path) => path.Contains(' ') ? $"\"{path}\"" : path;
}
