using NativeNas.Cli;

namespace NativeNas.Kernels.Gpu.Tests.Failures;

/// <summary>The program, in process, on tiny runs in a folder of its own.</summary>
internal sealed class Program : IDisposable
{
    /// <summary>A training of five steps, with a checkpoint after each.</summary>
    public static readonly string[] Training =
    [
        "train", "all-skip", "--set", "data.shapesSize=8", "--set", "data.shapesTrain=40", "--set", "data.shapesTest=20",
        "--channels", "2", "--cells", "3", "--epochs", "1", "--batch", "8", "--set", "checkpoint.everySteps=1",
    ];

    private readonly string folder = Directory.CreateTempSubdirectory("nativenas-gpu-").FullName;

    public string Run => Path.Combine(folder, "run");

    public (int Code, string Output, string Error) Call(params IEnumerable<string> args)
    {
        using StringWriter output = new(), error = new();
        int code = new Application(new(output, error)).Invoke([.. args]);
        return (code, output.ToString(), error.ToString());
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
