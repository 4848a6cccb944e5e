using System.CommandLine;
using System.CommandLine.Parsing;

namespace NativeNas.Cli.Tests;

public sealed class HelpTests : IDisposable
{
    private readonly Shell shell = new();

    public static TheoryData<string> Commands =>
        new("", "search", "train", "evaluate", "resume", "show", "devices", "conformance", "bench", "bench kernels", "config", "config show", "config schema");

    [Theory, MemberData(nameof(Commands))]
    public void Help_ends_with_examples_that_parse(string command)
    {
        (int code, string output, string error) = shell.Run([.. command.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]);
        Assert.Equal((0, ""), (code, error));
        string[] examples = output.Split("Examples:\n")[1].Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.NotEmpty(examples);
        RootCommand root = new Application(new(TextWriter.Null, TextWriter.Null)).Root;

        foreach (string example in examples)
        {
            Assert.StartsWith($"  nativenas {command}".TrimEnd(), example);
            Assert.Empty(root.Parse([.. CommandLineParser.SplitCommandLine(example).Skip(1)]).Errors);
        }
    }

    [Fact]
    public void Every_command_is_in_the_list_above()
    {
        RootCommand root = new Application(new(TextWriter.Null, TextWriter.Null)).Root;
        IEnumerable<string> names = root.Subcommands.SelectMany(c => c.Subcommands.Select(sub => $"{c.Name} {sub.Name}").Prepend(c.Name)).Prepend("");
        Assert.Equal(names.Order(), Commands.Select(row => row.Data).Order());
    }

    [Fact]
    public void Nothing_and_a_group_without_its_command_answer_with_help()
    {
        Assert.Contains("Examples:\n  nativenas search\n", shell.Run().Output);
        Assert.Contains("nativenas config schema", shell.Run("config").Output);
    }

    public void Dispose() => shell.Dispose();
}
