using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using ILGPU.Runtime.Cuda;

namespace NativeNas.Kernels.Gpu.Tests.Compilation;

/// <summary>CUDA's own assembler, where the variable NATIVENAS_PTXAS or the search path names one.</summary>
internal static partial class Assembler
{
    public const string Variable = "NATIVENAS_PTXAS";

    /// <summary>Null where there is none.</summary>
    public static string? Tool { get; } = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named ? named : OnSearchPath();

    /// <summary>Asserts that a kernel's text is one that the assembler takes, and that its registers hold what the kernel computes with.</summary>
    public static void Takes(string kernel, string ptx, CudaArchitecture architecture)
    {
        if (Tool is null)
        {
            return;
        }

        string text = Path.GetTempFileName(), code = Path.GetTempFileName();

        try
        {
            File.WriteAllText(text, ptx);
            (int exit, string said) = Run($"-arch=sm_{architecture.Major}{architecture.Minor}", "-v", "-o", code, text);
            Assert.True(exit == 0, $"{kernel} is not assembled: {said}");
            Match frame = Frame().Match(said);
            Assert.True(frame.Success, $"What was said of {kernel} names no stack frame: {said}");
            Assert.All(frame.Groups.Values.Skip(1), bytes => Assert.True(int.Parse(bytes.Value, CultureInfo.InvariantCulture) == 0, $"{kernel} has more than registers hold: {said}"));
        }
        finally
        {
            File.Delete(text);
            File.Delete(code);
        }
    }

    public static (int Code, string Said) Run(params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(Tool!, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + error.Result);
    }

    private static string? OnSearchPath()
    {
        string name = OperatingSystem.IsWindows() ? "ptxas.exe" : "ptxas";
        return (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
    }

    [GeneratedRegex(@"(\d+) bytes stack frame, (\d+) bytes spill stores, (\d+) bytes spill loads")]
    private static partial Regex Frame();
}
