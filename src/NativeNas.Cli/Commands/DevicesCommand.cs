using System.CommandLine;
using System.Text.Json.Nodes;
using NativeNas.Cli.Devices;
using NativeNas.Cli.Help;
using NativeNas.Cli.Options;
using NativeNas.Kernels.Gpu;
using NativeNas.Search.Runs;

namespace NativeNas.Cli.Commands;

/// <summary>What --device can name, and the machine below it.</summary>
internal sealed class DevicesCommand : ExampleCommand
{
    public DevicesCommand(Terminal terminal)
        : base("devices", "List the devices that --device can name, and why one cannot be used.", ["nativenas devices", "nativenas devices --json --out machine.json"])
    {
        Option<bool> json = CommonOptions.Json();
        Option<string?> copy = CommonOptions.Copy();

        foreach (Option option in (Option[])[copy, json, CommonOptions.IdleSeed(), CommonOptions.IdleThreads(), CommonOptions.IdleQuiet()])
        {
            Options.Add(option);
        }

        SetAction(parsed =>
        {
            JsonObject machine = RunEnvironment.Describe();
            IReadOnlyList<GpuDescription> gpus = GpuDevices.List();
            CommandResult.Print(terminal, Text(machine, gpus), Json(machine, gpus), parsed.GetValue(json), parsed.GetValue(copy));
            return ExitCode.Success;
        });
    }

    private static JsonObject Json(JsonObject machine, IReadOnlyList<GpuDescription> gpus) => new()
    {
        ["devices"] = DeviceList.Json(gpus),
        ["gpu"] = GpuDevices.Absent,
        ["environment"] = machine.DeepClone(),
    };

    private static string Text(JsonObject machine, IReadOnlyList<GpuDescription> gpus) =>
        $"{DeviceList.Text(gpus)}\n{string.Concat(machine.Select(fact => $"{fact.Key,-18}{fact.Value}\n"))}";
}
