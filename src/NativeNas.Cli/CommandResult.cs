using System.Text.Json.Nodes;

namespace NativeNas.Cli;

/// <summary>What a command found, for people or as the last line of standard output.</summary>
internal static class CommandResult
{
    /// <summary>A result that is printed; a file gets the object as well.</summary>
    /// <param name="text">Whole lines.</param>
    public static void Print(Terminal terminal, string text, JsonObject result, bool json, string? path)
    {
        string line = result.ToJsonString(JsonLine.Format) + "\n";

        if (path is not null)
        {
            File.WriteAllText(path, line);
        }

        terminal.Output.Write(json ? line : text);
    }

    /// <summary>A document that is written to a file or printed; with --json the object is printed in either case.</summary>
    public static void Write(Terminal terminal, string document, JsonObject result, bool json, string? path)
    {
        if (path is not null)
        {
            File.WriteAllText(path, document);
        }

        if (json || path is null)
        {
            terminal.Output.Write(json ? result.ToJsonString(JsonLine.Format) + "\n" : document);
        }
    }
}
