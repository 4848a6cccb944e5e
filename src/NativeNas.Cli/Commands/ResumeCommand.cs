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
        SettingOption threads = new("--threads", "threads");
        Option<bool> json = CommonOptions.Json(), quiet = CommonOptions.Quiet();
        Option<string> device = CommonOptions.Device();
        Arguments.Add(folder);

        foreach (Option option in (Option[])[threads, device, json, quiet])
        {
            Options.Add(option);
        }

        SetAction(parsed => new StudySession(terminal, new(parsed.GetValue(device)!, parsed.GetValue(json), parsed.GetValue(quiet)))
            .Resume(parsed.GetValue(folder)!, threads.Read(parsed)));
    }
}
