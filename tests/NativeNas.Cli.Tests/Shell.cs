using System.Text.Json.Nodes;

namespace NativeNas.Cli.Tests;

/// <summary>Commands run in process, in a folder of their own.</summary>
public sealed class Shell : IDisposable
{
    /// <summary>A study of about a second: tiny images, network and number of steps.</summary>
    public static readonly string[] Tiny =
    [
        "--set", "data.shapesSize=8", "--set", "data.shapesTrain=40", "--set", "data.shapesTest=20",
        "--channels", "2", "--cells", "3", "--nodes", "2", "--epochs", "1", "--batch", "8",
        "--retrain-channels", "2", "--retrain-cells", "3", "--retrain-epochs", "1", "--retrain-batch", "8",
    ];

    private readonly string folder = Directory.CreateTempSubdirectory("nativenas-cli-").FullName;

    public string this[string name] => Path.Combine(folder, name);

    public (int Code, string Output, string Error) Run(params IEnumerable<string> args) => Run(CancellationToken.None, args);

    public (int Code, string Output, string Error) Run(CancellationToken stop, params IEnumerable<string> args)
    {
        using StringWriter output = new();
        using StringWriter error = new();
        Application application = new(new(output, error) { Stop = stop, RunsFolder = this["runs"] });
        int code = application.Invoke([.. args]);
        return (code, output.ToString(), error.ToString());
    }

    /// <summary>The object of a command that succeeds and whose whole standard output it is.</summary>
    public JsonObject Json(params IEnumerable<string> args)
    {
        (int code, string output, string error) = Run([.. args, "--json"]);
        Assert.True(code == 0, error);
        Assert.Equal('\n', output[^1]);
        return Assert.IsType<JsonObject>(JsonNode.Parse(Assert.Single(output.Split('\n', StringSplitOptions.RemoveEmptyEntries))));
    }

    /// <summary>The one line of a command that fails.</summary>
    public string Refusal(int code, params IEnumerable<string> args)
    {
        (int actual, string output, string error) = Run(args);
        string last = error.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1];
        Assert.StartsWith("error: ", last);
        Assert.Equal(code, actual);
        Assert.Equal("", output);
        Assert.DoesNotContain("   at ", error);
        return last["error: ".Length..];
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
