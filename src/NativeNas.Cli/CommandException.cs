namespace NativeNas.Cli;

/// <summary>A command that cannot be carried out as asked; the message is one line for the user.</summary>
internal sealed class CommandException(string message, int exitCode = ExitCode.Usage) : Exception(message)
{
    public int ExitCode { get; } = exitCode;
}
