using System.CommandLine;
using System.Globalization;
using NativeNas.Cli.Conformance;
using NativeNas.Cli.Help;
using NativeNas.Cli.Options;
using NativeNas.Kernels.Devices;

namespace NativeNas.Cli.Commands;

/// <summary>Runs operator cases that others wrote; it fails when one of them does.</summary>
internal sealed class ConformanceCommand : ExampleCommand
{
    private readonly Terminal terminal;
    private readonly Argument<string> file = new("FILE") { Description = "Cases in ONNX's form, one JSON object a line: .jsonl or .jsonl.gz." };
    private readonly Option<int> threads = new("--threads") { Description = "Worker threads; 0 takes all cores.", HelpName = "threads" };
    private readonly Option<string> device = CommonOptions.Device();
    private readonly Option<string?> report = CommonOptions.Out("A file to write the JSON object to as well.");
    private readonly Option<bool> json = CommonOptions.Json();
    private readonly Option<bool> quiet = new("--quiet", "-q") { Description = "The three counts alone." };

    public ConformanceCommand(Terminal terminal)
        : base(
            "conformance",
            "Run operator cases through the operators that training uses: passed, failed and unsupported by operator.",
            ["nativenas conformance cases.jsonl.gz", "nativenas conformance ../shared/data/onnx/onnx-node-json-node.jsonl.gz --device cpu-scalar --json"])
    {
        this.terminal = terminal;
        Arguments.Add(file);

        foreach (Option option in (Option[])[threads, device, report, json, quiet])
        {
            Options.Add(option);
        }

        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        int count = parsed.GetValue(threads);

        if (count < 0)
        {
            throw new CommandException($"--threads {count}: expected 0 for all cores, or a number of threads.");
        }

        using Device on = DeviceChoice.Create(parsed.GetValue(device)!, count);
        ConformanceReport found = ConformanceRun.Of(parsed.GetValue(file)!, on);
        string line = found.ToJson().ToJsonString(JsonLine.Format);

        if (parsed.GetValue(report) is string path)
        {
            File.WriteAllText(path, line + "\n");
        }

        terminal.Output.WriteLine(
            parsed.GetValue(json) ? line
            : parsed.GetValue(quiet) ? string.Create(CultureInfo.InvariantCulture, $"passed {found.Passed}  failed {found.Failed}  unsupported {found.Unsupported}")
            : found.ToTable().TrimEnd());
        return found.Failed == 0 ? ExitCode.Success : ExitCode.Failure;
    }
}
