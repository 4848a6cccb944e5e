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

    /// <summary>Replaces the help of a root command and all below it.</summary>
    public static void Install(RootCommand root, IReadOnlyList<string> examples)
    {
        HelpOption option = root.Options.OfType<HelpOption>().Single();
        option.Action = new ExamplesHelp((HelpAction)option.Action!, examples);
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
