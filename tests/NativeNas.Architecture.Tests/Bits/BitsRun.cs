using System.Diagnostics;

namespace NativeNas.Architecture.Tests.Bits;

/// <summary>What one child process reported: which vectors it had, and a digest a case.</summary>
public sealed record BitsRun(IReadOnlyDictionary<string, bool> Vectors, IReadOnlyList<string> Digests)
{
    private static readonly string[] switches = ["DOTNET_EnableAVX512", "DOTNET_EnableAVX2", "DOTNET_EnableAVX", "DOTNET_EnableHWIntrinsic"];

    /// <param name="off">The switch that is set to 0; null for none.</param>
    public static BitsRun Of(string? off, int threads)
    {
        ProcessStartInfo start = new(Host()) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "NativeNas.Bits.dll"));
        start.ArgumentList.Add($"{threads}");

        foreach (string name in switches)
        {
            start.Environment.Remove(name);
        }

        if (off is not null)
        {
            start.Environment[off] = "0";
        }

        using Process child = Process.Start(start)!;
        Task<string> errors = child.StandardError.ReadToEndAsync();
        string[] lines = child.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        child.WaitForExit();
        Assert.True(child.ExitCode == 0, $"The child with {off ?? "no switch"} ended with {child.ExitCode}: {errors.Result}");
        string[] flags = [.. lines.TakeWhile(line => line.Split(' ') is [_, "True" or "False"])];
        return new(flags.ToDictionary(line => line.Split(' ')[0], line => line.EndsWith("True", StringComparison.Ordinal)), lines[flags.Length..]);
    }

    /// <summary>The dotnet command that belongs to the running runtime.</summary>
    private static string Host()
    {
        string runtime = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        return Path.GetFullPath(Path.Combine(runtime, "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));
    }
}
