using System.CommandLine;
using System.Globalization;
using NativeNas.Cli.Conformance;
using NativeNas.Cli.Help;
using NativeNas.Cli.Options;
using NativeNas.Kernels.Devices;
using NativeNas.Search.Settings;

namespace NativeNas.Cli.Commands;

/// <summary>Runs operator cases that others wrote; it fails when one of them does.</summary>
internal sealed class ConformanceCommand : ExampleCommand
{
    private readonly Terminal terminal;
    private readonly Argument<string> file = new("FILE") { Description = "Cases in ONNX's form, one JSON object a line: .jsonl or .jsonl.gz." };
    private readonly SettingOption threads = CommonOptions.Threads();
    private readonly SettingOption device = CommonOptions.Device();
    private readonly SettingOption precision = CommonOptions.Precision();
    private readonly Option<string?> report = CommonOptions.Copy();
    private readonly Option<bool> json = CommonOptions.Json();
    private readonly Option<bool> quiet = new("--quiet", "-q") { Description = "The three counts alone." };

    public ConformanceCommand(Terminal terminal)
        : base(
            "conformance",
            "Run operator cases through the operators that training uses: passed, failed and unsupported by operator.",
            ["nativenas conformance cases.jsonl.gz", "nativenas conformance cases.jsonl --device cpu-scalar --json --out report.json"])
    {
        this.terminal = terminal;
        Arguments.Add(file);

        foreach (Option option in (Option[])[CommonOptions.IdleSeed(), threads, device, precision, report, json, quiet])
        {
            Options.Add(option);
        }

        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        using Device on = DeviceChoice.Create(SettingsText.Read("{}", "defaults", SettingOption.Read(parsed, threads, device, precision)), parsed.GetValue(quiet) ? null : terminal.Error.WriteLine);
        ConformanceReport found = ConformanceRun.Of(parsed.GetValue(file)!, on, terminal.Stop);
        string text = parsed.GetValue(quiet)
            ? string.Create(CultureInfo.InvariantCulture, $"passed {found.Passed}  failed {found.Failed}  unsupported {found.Unsupported}")
            : found.ToTable().TrimEnd();
        CommandResult.Print(terminal, text + "\n", found.ToJson(), parsed.GetValue(json), parsed.GetValue(report));
        return found.Failed == 0 ? ExitCode.Success : ExitCode.Failure;
    }
}
