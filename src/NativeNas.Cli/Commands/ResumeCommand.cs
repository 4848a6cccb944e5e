using System.CommandLine;
using NativeNas.Cli.Help;
using NativeNas.Cli.Options;
using NativeNas.Cli.Runs;

namespace NativeNas.Cli.Commands;

/// <summary>Goes on with a run that was interrupted; shows the result of one that is finished.</summary>
internal sealed class ResumeCommand : ExampleCommand
{
    public ResumeCommand(Terminal terminal)
        : base(
            "resume",
            "Go on with an interrupted run, to the same result to the bit; of a finished run, show the result.",
            ["nativenas resume runs/search-shapes-seed1", "nativenas resume runs/search-shapes-seed1 --threads 1 --json"])
    {
        Argument<string> folder = new("DIR") { Description = "The folder of the run." };
        SettingOption threads = CommonOptions.Threads(), device = CommonOptions.Device(), precision = CommonOptions.Precision(), memory = CommonOptions.Memory();
        Option<long?> seed = new("--seed") { Description = "The run keeps its own seed; another one is refused.", HelpName = "seed" };
        Option<bool> json = CommonOptions.Json(), quiet = CommonOptions.Quiet();
        Option<string?> copy = CommonOptions.Copy();
        Arguments.Add(folder);

        foreach (Option option in (Option[])[seed, threads, device, precision, memory, copy, json, quiet])
        {
            Options.Add(option);
        }

        SetAction(parsed => new StudySession(terminal, new(parsed.GetValue(json), parsed.GetValue(quiet), parsed.GetValue(copy)))
            .Resume(parsed.GetValue(folder)!, parsed.GetValue(seed), [.. SettingOption.Read(parsed, threads, device, precision, memory)]));
    }
}
