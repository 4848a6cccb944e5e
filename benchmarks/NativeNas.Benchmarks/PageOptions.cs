using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using NativeNas.Kernels.Gpu;
using NativeNas.Workloads.Timing;

namespace NativeNas.Benchmarks;

/// <summary>A command that ends in a page: <c>--json</c>, <c>--out</c>, and the head that says how to repeat it.</summary>
internal sealed class PageOptions
{
    private readonly Option<bool> json = new("--json") { Description = "End with one line of JSON" };
    private readonly Option<FileInfo?> file = new("--out") { Description = "A Markdown file for the table" };

    public PageOptions(Command command)
    {
        command.Options.Add(json);
        command.Options.Add(file);
    }

    public PageSettings Read(ParseResult parsed) => new(parsed.GetValue(json), parsed.GetValue(file));

    public static Option<int> Threads(int standard) => Count("--threads", standard, "Threads");

    /// <summary>A number from 1 to 1024.</summary>
    public static Option<int> Count(string name, int standard, string description)
    {
        Option<int> option = new(name) { DefaultValueFactory = _ => standard, Description = description };
        option.Validators.Add(result =>
        {
            if (result.GetValue(option) is < 1 or > 1024)
            {
                result.AddError($"{name} is a number of 1 to 1024.");
            }
        });
        return option;
    }

    public static Option<int> Rounds(int? standard = null) => Count("--rounds", standard ?? TimingSettings.Default.Rounds, "Measured in turn, this many times");

    /// <summary>A title, the machine, the date and the call.</summary>
    public static string Heading(string title, ParseResult parsed, TimeProvider time) => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        # {title}

        - Machine: {Machine.Description}
        - Date: {time.GetUtcNow():yyyy-MM-dd}
        - Command: `{Call(parsed)}`


        """);

    /// <summary>How to call the command again.</summary>
    public static string Call(ParseResult parsed) =>
        $"dotnet run -c Release {(GpuDevices.Absent is null ? "-p:Gpu=true " : "")}--project benchmarks/NativeNas.Benchmarks -- " + string.Join(' ', parsed.Tokens.Select(Quoted));

    private static string Quoted(Token token) => token.Value.AsSpan().IndexOfAny(" *?'\"") < 0 ? token.Value : $"'{token.Value}'";
}
