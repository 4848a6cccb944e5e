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
        Root = new("NativeNas searches neural architectures. Everything runs on the processor, with its own kernels and gradients.");
        Command[] commands =
        [
            new SearchCommand(terminal),
            new TrainCommand(terminal),
            new EvaluateCommand(terminal),
            new ResumeCommand(terminal),
            new ShowCommand(terminal),
            new DevicesCommand(terminal),
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
            ParseResult parsed = Root.Parse(args.Count == 0 ? ["--help"] : args);

            if (parsed.Action is ParseErrorAction)
            {
                IEnumerable<string> names = parsed.CommandResult.Command.Parents.OfType<Command>().Append(parsed.CommandResult.Command).Select(command => command.Name);
                string command = parsed.CommandResult.Command is RootCommand ? "nativenas" : $"nativenas {string.Join(' ', names.Skip(1))}";
                return failures.Report(new CommandException(
                    $"{string.Join(" ", parsed.Errors.Select(error => error.Message).Distinct())} Examples: {command} --help"));
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
}
