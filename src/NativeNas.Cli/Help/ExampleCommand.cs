using System.CommandLine;

namespace NativeNas.Cli.Help;

/// <summary>A command that shows how it is used.</summary>
/// <param name="examples">Whole command lines.</param>
internal abstract class ExampleCommand(string name, string description, IReadOnlyList<string> examples) : Command(name, description)
{
    public IReadOnlyList<string> Examples { get; } = examples;
}
