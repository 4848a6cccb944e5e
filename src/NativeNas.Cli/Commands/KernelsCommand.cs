using System.CommandLine;
using System.CommandLine.Parsing;
using NativeNas.Cli.Help;
using NativeNas.Cli.Kernels;
using NativeNas.Cli.Options;
using NativeNas.Kernels.Devices;
using NativeNas.Search.Settings;
using NativeNas.Workloads;
using NativeNas.Workloads.Timing;

namespace NativeNas.Cli.Commands;

/// <summary>Times kernels beside the ceilings of the same run.</summary>
internal sealed class KernelsCommand : ExampleCommand
{
    private readonly Terminal terminal;
    private readonly Argument<string[]> names = new("NAME")
    {
        Arity = ArgumentArity.ZeroOrMore,
        Description = "A family (depthwise), family/shape with any shape (depthwise/n1_c32_h28_k5), or globs over the list; all when none is named.",
    };

    private readonly Option<string?> shape = new("--shape") { Description = "Words that replace those of every shape: n images, c channels (c24to144), h height and width, k kernel, s stride, d dilation …", HelpName = "words" };
    private readonly Option<Fusions> fusion = new("--fusion") { DefaultValueFactory = _ => Fusions.On, CustomParser = FusionWord, Description = "Whether fused ops run: on, off, or both, each as a row.", HelpName = "on|off|both" };
    private readonly Option<int> rounds = new("--rounds") { DefaultValueFactory = _ => TimingSettings.Default.Rounds, Description = "The ceilings are measured and the kernel runs for 0.1 s, this many times in turn.", HelpName = "rounds" };
    private readonly Option<bool> list = new("--list") { Description = "The families with their words and shapes; nothing is timed." };
    private readonly Option<string?> folder = CommonOptions.Out("A folder for kernels.json and the picture roofline.svg.");
    private readonly SettingOption threads = CommonOptions.Threads();
    private readonly SettingOption device = CommonOptions.Device();
    private readonly SettingOption precision = CommonOptions.Precision();
    private readonly Option<bool> json = CommonOptions.Json();
    private readonly Option<bool> quiet = CommonOptions.Quiet();

    public KernelsCommand(Terminal terminal)
        : base(
            "kernels",
            "Time kernels and fused forms beside what this processor can do at most, measured in the same run: ms, GF/s, GB/s, share of the roofline.",
            [
                "nativenas bench kernels --list",
                "nativenas bench kernels depthwise pointwise --shape n8_c32_h28 --threads 1",
                "nativenas bench kernels depthwise/n32_c96_h56_k?_s1 'mbconv*' --fusion both --out roofline",
                "nativenas bench kernels relu/n64_c64_h128 --rounds 20 --json",
            ])
    {
        this.terminal = terminal;
        Arguments.Add(names);

        foreach (Option option in (Option[])[shape, fusion, rounds, list, device, precision, threads, folder, json, quiet, CommonOptions.IdleSeed()])
        {
            Options.Add(option);
        }

        rounds.Validators.Add(result =>
        {
            if (result.GetValue(rounds) is < 1 or > 1000)
            {
                result.AddError("--rounds is a number of 1 to 1000.");
            }
        });
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        KernelChoice chosen = KernelChoice.Of(parsed.GetValue(names) ?? [], parsed.GetValue(shape), parsed.GetValue(fusion));
        string? path = parsed.GetValue(folder);

        if (parsed.GetValue(list))
        {
            CommandResult.Print(terminal, KernelList.Text(chosen.Workloads), KernelList.Json(chosen.Workloads), parsed.GetValue(json), null);
            return ExitCode.Success;
        }

        chosen.RequireRoom();

        if (path is not null)
        {
            Create(path);
        }

        RunSettings settings = SettingsText.Read("{}", "defaults", SettingOption.Read(parsed, threads, device, precision));
        using Device on = DeviceChoice.Create(settings, parsed.GetValue(quiet) ? null : terminal.Error.WriteLine);
        KernelReport report = new(on.Name, settings.Threads == 0 ? Environment.ProcessorCount : settings.Threads, [.. Time(on, chosen.Workloads, parsed)]);
        CommandResult.Print(terminal, report.Text(terminal.IsInteractive), report.Json(), parsed.GetValue(json), path is null ? null : Path.Combine(path, "kernels.json"));

        if (path is not null)
        {
            File.WriteAllText(Path.Combine(path, "roofline.svg"), report.Picture());
        }

        return ExitCode.Success;
    }

    private static Fusions FusionWord(ArgumentResult result)
    {
        string word = result.Tokens[^1].Value;

        if (Enum.GetNames<Fusions>().Contains(word, StringComparer.OrdinalIgnoreCase))
        {
            return Enum.Parse<Fusions>(word, ignoreCase: true);
        }

        result.AddError($"--fusion {word}: expected one of on, off, both.");
        return default;
    }

    private static void Create(string path)
    {
        try
        {
            Directory.CreateDirectory(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"--out {path}: the folder cannot be made: {failure.Message}", ExitCode.Failure);
        }
    }

    private IEnumerable<KernelFigures> Time(Device on, IReadOnlyList<Workload> workloads, ParseResult parsed)
    {
        TimingSettings settings = TimingSettings.Default with { Rounds = parsed.GetValue(rounds) };

        foreach (Workload workload in workloads)
        {
            foreach (Mode mode in workload.Modes)
            {
                terminal.Stop.ThrowIfCancellationRequested();
                KernelFigures figures = KernelTimer.Time(on, workload, mode, settings);

                if (!parsed.GetValue(quiet))
                {
                    terminal.Error.WriteLine(KernelReport.Line(figures));
                }

                yield return figures;
            }
        }
    }
}
