using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace NativeNas.Cli.Help;

/// <summary>The usual help of a command, and below it lines to copy.</summary>
internal sealed class ExamplesHelp : SynchronousCommandLineAction
{
    private readonly HelpAction usual;
    private readonly IReadOnlyList<string> rootExamples;

    private ExamplesHelp(HelpAction usual, IReadOnlyList<string> rootExamples) => (this.usual, this.rootExamples) = (usual, rootExamples);

    public override bool ClearsParseErrors => true;

    /// <summary>Replaces the help of a root command and all below it; it answers, too, where a subcommand is missing.</summary>
    public static void Install(RootCommand root, IReadOnlyList<string> examples)
    {
        HelpOption option = root.Options.OfType<HelpOption>().Single();
        ExamplesHelp help = new((HelpAction)option.Action!, examples);
        option.Action = help;

        foreach (Command command in root.Subcommands.Append(root).Where(command => command.Subcommands.Count > 0))
        {
            command.SetAction(help.Invoke);
        }
    }

    public override int Invoke(ParseResult parsed)
    {
        int code = usual.Invoke(parsed);
        TextWriter output = parsed.InvocationConfiguration.Output;
        IReadOnlyList<string> examples = parsed.CommandResult.Command is ExampleCommand command ? command.Examples : rootExamples;
        output.WriteLine("Examples:");

        foreach (string example in examples)
        {
            output.WriteLine($"  {example}");
        }

        return code;
    }
}
