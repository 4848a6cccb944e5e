using System.CommandLine;
using System.CommandLine.Parsing;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using NativeNas.Kernels.Random;
using NativeNas.Search.Studies;

namespace NativeNas.Cli.Tests.Documentation;

/// <summary>What the texts show a reader works as it stands there.</summary>
public sealed partial class DocumentationTests : IDisposable
{
    private readonly string folder = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

    private static string Root => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", "..", ".."));

    [Fact]
    public void The_program_of_the_readme_is_the_one_that_is_compiled_here()
    {
        string shown = CSharpBlock().Match(File.ReadAllText(Path.Combine(Root, "README.md"))).Groups[1].Value;
        string[] compiled = File.ReadAllLines(Path.Combine(Path.GetDirectoryName(ThisFile())!, "ReadmeProgram.cs"));
        string[] lines = shown.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(10, lines.Length);
        Assert.Equal(lines, compiled.Select(line => line.Trim()).SkipWhile(line => line != lines[0]).Take(lines.Length));
    }

    [Fact]
    public void The_program_of_the_readme_searches_the_users_own_arrays()
    {
        (float[] pixels, int[] labels) = Images(48, "train");
        (float[] testPixels, int[] testLabels) = Images(20, "test");
        StudyResult found = ReadmeProgram.Run(pixels, labels, testPixels, testLabels, folder, CancellationToken.None);
        Assert.Equal(20, found.Test.Images);
        Assert.Equal(64, found.RunHash.Length);
    }

    [Fact]
    public void The_program_of_the_readme_stops_when_it_is_cancelled_and_the_same_call_goes_on()
    {
        (float[] pixels, int[] labels) = Images(48, "train");
        StudyResult whole = ReadmeProgram.Run(pixels, labels, pixels, labels, Path.Combine(folder, "whole"), CancellationToken.None);
        string cut = Path.Combine(folder, "cut");
        using CancellationTokenSource stop = new();
        stop.Cancel();
        Assert.Throws<OperationCanceledException>(() => ReadmeProgram.Run(pixels, labels, pixels, labels, cut, stop.Token));
        Assert.NotEmpty(Directory.GetFiles(Path.Combine(cut, "checkpoints")));
        Assert.Equal(whole.RunHash, ReadmeProgram.Run(pixels, labels, pixels, labels, cut, CancellationToken.None).RunHash);
    }

    [Fact]
    public void Every_command_that_a_text_shows_is_one_that_the_program_takes()
    {
        RootCommand root = new Application(new(TextWriter.Null, TextWriter.Null)).Root;
        MatchCollection found = Command().Matches(File.ReadAllText(Path.Combine(Root, "README.md")));
        Assert.NotEmpty(found);

        foreach (Match shown in found)
        {
            string line = shown.Groups[1].Value.Split("  #")[0].Trim();
            Assert.True(root.Parse([.. CommandLineParser.SplitCommandLine(line)]).Errors.Count == 0, line);
        }
    }

    [Theory]
    [InlineData("README.md")]
    [InlineData("CONTRIBUTING.md")]
    [InlineData("benchmarks/README.md")]
    public void Every_shell_line_that_a_text_shows_names_what_exists(string file)
    {
        string[] lines = [.. ShellLine().Matches(File.ReadAllText(Path.Combine(Root, file))).Select(line => line.Groups[1].Value.Split("  #")[0].Trim())];
        Assert.NotEmpty(lines);

        foreach (string[] words in lines.Select(line => CommandLineParser.SplitCommandLine(line).ToArray()))
        {
            if (words[0] == "dotnet")
            {
                Assert.Contains(words[1], (string[])["build", "test", "run"]);
                Assert.All(words.Where((_, i) => i > 0 && words[i - 1] == "--project"), project => Assert.NotEmpty(Directory.GetFiles(Path.Combine(Root, project), "*.csproj")));
            }
            else
            {
                Assert.True(words[0] == "nativenas" || File.Exists(Path.Combine(Root, words[0])), $"{file}: {words[0]}");
            }
        }
    }

    public void Dispose()
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Two classes: bright on the left, bright on the right.</summary>
    private static (float[] Pixels, int[] Labels) Images(int count, string name)
    {
        Rng rng = new Rng(3).At(name);
        int[] labels = [.. Enumerable.Range(0, count).Select(i => i % 2)];
        return ([.. Enumerable.Range(0, count * 64).Select(p => rng.Uniform(p) + (p % 8 / 4 == labels[p / 64] ? 1 : 0))], labels);
    }

    private static string ThisFile([CallerFilePath] string path = "") => File.Exists(path) ? path : FromOutput(path);

    /// <summary>Compiled paths start at the repository's root; the tests run somewhere below it.</summary>
    private static string FromOutput(string mapped)
    {
        DirectoryInfo? place = new(AppContext.BaseDirectory);

        while (place is not null && !File.Exists(Path.Combine(place.FullName, "NativeNas.sln")))
        {
            place = place.Parent;
        }

        return Path.Combine(place!.FullName, mapped[(mapped.IndexOf("tests/", StringComparison.Ordinal))..]);
    }

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex CSharpBlock();

    /// <summary>Lines of code that call a program: indented, or between fences without a language.</summary>
    [GeneratedRegex(@"^(?:    )?((?:nativenas|dotnet|\.ci/run)(?: [^\n]+)?)$", RegexOptions.Multiline)]
    private static partial Regex ShellLine();

    /// <summary>Lines of code that call the program, by its name or through the SDK.</summary>
    [GeneratedRegex(@"^(?:    )?(?:nativenas|dotnet run -c Release --project src/NativeNas\.Cli --) ([^\n]+)$", RegexOptions.Multiline)]
    private static partial Regex Command();
}
