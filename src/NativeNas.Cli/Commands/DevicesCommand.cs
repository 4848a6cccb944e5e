using System.CommandLine;
using System.Text.Json.Nodes;
using NativeNas.Cli.Help;
using NativeNas.Cli.Options;
using NativeNas.Search.Runs;

namespace NativeNas.Cli.Commands;

/// <summary>What --device can name, and the machine below it.</summary>
internal sealed class DevicesCommand : ExampleCommand
{
    private static readonly (string Name, string About)[] Devices =
    [
        ("cpu", "the processor, sixteen channels at a time"),
        ("cpu-scalar", "the processor, a channel at a time: slow, the oracle of the others"),
    ];

    public DevicesCommand(Terminal terminal)
        : base("devices", "List the devices that this build can run on.", ["nativenas devices", "nativenas devices --json --out machine.json"])
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
            CommandResult.Print(terminal, Text(machine) + "\n", Json(machine), parsed.GetValue(json), parsed.GetValue(copy));
            return ExitCode.Success;
        });
    }

    private static JsonObject Json(JsonObject machine) => new JsonObject
    {
        ["devices"] = new JsonArray([.. Devices.Select(device => new JsonObject { ["name"] = device.Name, ["description"] = device.About })]),
        ["gpu"] = DeviceChoice.NoGpu,
        ["environment"] = machine.DeepClone(),
    };

    private static string Text(JsonObject machine) =>
        $"""
        {string.Join('\n', Devices.Select(device => $"{device.Name,-12}{device.About}"))}
        {"gpu",-12}{DeviceChoice.NoGpu}

        {string.Join('\n', machine.Select(fact => $"{fact.Key,-18}{fact.Value}"))}
        """;
}
