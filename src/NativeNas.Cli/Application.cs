using System.CommandLine;
using System.CommandLine.Invocation;
using NativeNas.Cli.Commands;
using NativeNas.Cli.Help;

namespace NativeNas.Cli;

/// <summary>The command <c>nativenas</c>: one place that lists the commands and turns every failure into one line.</summary>
public sealed class Application
{
    private readonly Terminal terminal;

    public Application(Terminal terminal)
    {
        this.terminal = terminal;
        Root = new("NativeNas searches neural architectures. Everything runs on the processor or a GPU, with its own kernels and gradients.");
        Command[] commands =
        [
            new SearchCommand(terminal),
            new TrainCommand(terminal),
            new EvaluateCommand(terminal),
            new ResumeCommand(terminal),
            new ShowCommand(terminal),
            new DevicesCommand(terminal),
            new ConformanceCommand(terminal),
            new BenchCommand(terminal),
            new ConfigCommand(terminal),
        ];

        foreach (Command command in commands)
        {
            Root.Subcommands.Add(command);
        }

        ExamplesHelp.Install(Root, ["nativenas search", "nativenas search --help", "nativenas resume runs/search-shapes-seed1"]);
    }

    public RootCommand Root { get; }

    /// <returns>The exit code: 0 done, 1 failed, 2 wrong usage, 130 interrupted.</returns>
    public int Invoke(params IReadOnlyList<string> args)
    {
        Failures failures = new(terminal, args.Contains("--json"));

        try
        {
            ParseResult parsed = Root.Parse(args);

            if (parsed.Action is ParseErrorAction)
            {
                string errors = string.Join(" ", parsed.Errors.Select(error => error.Message).Distinct());
                return failures.Report(new CommandException($"{errors} See: {NameOf(parsed.CommandResult.Command)} --help"));
            }

            return parsed.Invoke(new()
            {
                Output = terminal.Output,
                Error = terminal.Error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            });
        }
        catch (Exception failure)
        {
            return failures.Report(failure);
        }
    }

    /// <summary>Of all commands from the root on; the root's own name is the file's, which differs by platform.</summary>
    private static string NameOf(Command command) =>
        command.Parents.OfType<Command>().FirstOrDefault() is Command parent ? $"{NameOf(parent)} {command.Name}" : "nativenas";
}
