using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using NativeNas.Kernels.Devices;
using NativeNas.Workloads;
using NativeNas.Workloads.Subjects;
using NativeNas.Workloads.Timing;

namespace NativeNas.Benchmarks.Memory;

/// <summary>Our side as a peer: in a process of its own for its memory, or from an older build or without fused ops for its speed.</summary>
internal static class Server
{
    private const string PlanesSuffix = ":nchw";

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(2);

    /// <summary>Threads as the caller of a peer says them; 0 is one a core.</summary>
    public static int ThreadsGiven => int.TryParse(Environment.GetEnvironmentVariable("NT"), NumberStyles.None, CultureInfo.InvariantCulture, out int threads) ? threads : 0;

    /// <summary>This program as a peer, published as one file or not.</summary>
    public static string Command
    {
        get
        {
            string assembly = Path.Combine(AppContext.BaseDirectory, $"{typeof(Server).Assembly.GetName().Name}.dll");
            return File.Exists(assembly) ? $"dotnet \"{assembly}\"" : $"\"{Environment.ProcessPath}\"";
        }
    }

    public static int Serve(TextReader input, TextWriter output, Hardware hardware, Fusions fusion)
    {
        using Device device = hardware.Open();
        string? live = null;
        ISubject? subject = null;
        RunTimer? timer = null;

        try
        {
            while (input.ReadLine() is { } line)
            {
                string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);

                if (words.Length != 2)
                {
                    throw new BenchmarkException($"Got the line '{line}'; expected NAME MODE.");
                }

                Mode mode = ModeNames.Parse(words[1]) ?? throw new BenchmarkException($"Got the mode '{words[1]}'; expected fwd, fwdbwd or step.");

                if (live != line)
                {
                    subject?.Dispose();
                    Workload workload = Asked(words[0], fusion);
                    subject = workload.On(device, workload.Images);
                    live = line;
                    timer = new(subject, mode);
                    timer.WarmUp(WarmUp);
                }

                output.WriteLine(new JsonObject
                {
                    ["name"] = words[0],
                    ["mode"] = words[1],
                    ["ms"] = timer!.Time(),
                    ["rss_mb"] = PeakMegabytes,
                    ["device_mb"] = device.PeakBytes / 1048576.0,
                    ["about"] = $"NativeNas, {hardware.Name}, {hardware.Products}",
                }.ToJsonString());
                output.Flush();
            }
        }
        finally
        {
            subject?.Dispose();
        }

        return 0;
    }

    /// <param name="name">The other layout's name stands for the same: ours is neither.</param>
    public static Workload Asked(string name, Fusions fusion) =>
        Catalog.Chosen([name.Replace(PlanesSuffix, "", StringComparison.Ordinal)])[0] with { Fusion = fusion == Fusions.On };

    private static double PeakMegabytes
    {
        get
        {
            using Process process = Process.GetCurrentProcess();
            return process.PeakWorkingSet64 / 1048576.0;
        }
    }
}
