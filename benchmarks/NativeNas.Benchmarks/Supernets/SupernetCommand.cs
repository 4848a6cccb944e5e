using System.CommandLine;
using System.Text;
using System.Text.Json.Nodes;
using NativeNas.Kernels.Devices;
using NativeNas.Workloads;
using NativeNas.Workloads.Timing;

namespace NativeNas.Benchmarks.Supernets;

/// <summary><c>supernet</c>: a weight step for several channels and batches; time is to grow no faster than the multiply-adds.</summary>
internal static class SupernetCommand
{
    private static readonly int[] Sizes = [16, 32, 64];

    public static Command Create(TimeProvider time)
    {
        Option<int[]> channels = Numbers("--channels", "Channels of the first cells");
        Option<int[]> batches = Numbers("--batch", "Images of a step");
        Option<string> hardware = Hardware.Option();
        Option<int> threads = PageOptions.Threads(2);
        Option<int> rounds = PageOptions.Rounds();
        Command command = new("supernet", "A weight step of the DARTS supernet for several channels and batches.") { channels, batches, hardware, threads, rounds };
        PageOptions page = new(command);
        command.SetAction(parsed => Door.Enter(() =>
        {
            TimingSettings settings = TimingSettings.Default with { Rounds = parsed.GetValue(rounds) };
            using Device device = new Hardware(parsed.GetValue(hardware)!, parsed.GetValue(threads)).Open();
            Measure(device, parsed.GetValue(channels)!, parsed.GetValue(batches)!, settings, PageOptions.Heading("Weight steps of the DARTS supernet", parsed, time)).Show(page.Read(parsed), Console.Out);
            return 0;
        }));
        return command;
    }

    internal static Page Measure(Device device, int[] channels, int[] batches, TimingSettings settings, string heading)
    {
        StringBuilder table = new($"{heading}8 cells, 32×32 images. Multiply-adds of a forward pass; growth is against the first row: time over multiply-adds, 1 or less where time grows no faster.\n\n| channels | batch | ms | quartiles | 10⁹ multiply-adds | GF/s | growth |\n|--:|--:|--:|--:|--:|--:|--:|\n");
        JsonObject all = [];
        double? first = null;

        foreach (int width in channels)
        {
            foreach (int batch in batches)
            {
                Workload workload = Catalog.Chosen([$"darts_supernet_step/n{batch}_c{width}"])[0];

                try
                {
                    KernelFigures f = KernelTimer.Time(device, workload, Mode.Step, settings);
                    double forward = f.Work.Flops / 6, a = f.Milliseconds.Median / forward;
                    first ??= a;
                    table.Append(Page.Row($"{width}", $"{batch}", Page.Number(f.Milliseconds.Median), $"{Page.Number(f.Milliseconds.Low)}–{Page.Number(f.Milliseconds.High)}", Page.Number(forward / 1e9), Page.Number(f.Gigaflops), Page.Number(a / first.Value)));
                    all[workload.Name] = new JsonObject { ["step"] = new JsonObject { ["ms"] = f.Milliseconds.Median, ["multiplyAdds"] = forward, ["gflops"] = f.Gigaflops, ["growth"] = a / first.Value } };
                }
                catch (DeviceMemoryException e)
                {
                    table.Append(Page.Row($"{width}", $"{batch}", "no memory", "", "", "", ""));
                    all[workload.Name] = new JsonObject { ["step"] = new JsonObject { ["error"] = e.Message } };
                }
            }
        }

        return new(table.ToString(), all);
    }

    private static Option<int[]> Numbers(string name, string description)
    {
        Option<int[]> option = new(name) { DefaultValueFactory = _ => Sizes, AllowMultipleArgumentsPerToken = true, Description = description };
        option.Validators.Add(result =>
        {
            if (result.GetValue(option)!.Any(number => number is < 1 or > 1024))
            {
                result.AddError($"{name} takes numbers of 1 to 1024.");
            }
        });
        return option;
    }
}
