using System.CommandLine;
using System.Text.Json.Nodes;
using NativeNas.Cli.Help;
using NativeNas.Cli.Options;
using NativeNas.Supernets.Drawings;
using NativeNas.Supernets.Genotypes;

namespace NativeNas.Cli.Commands;

/// <summary>Draws a genotype.</summary>
internal sealed class ShowCommand : ExampleCommand
{
    private readonly Terminal terminal;
    private readonly Argument<string?> what = new("GENOTYPE")
    {
        Description = $"{GenotypeText.Forms}; without it, the names that are known.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string> form = new("--as") { Description = "The form.", DefaultValueFactory = _ => "text" };
    private readonly Option<string?> cell = new("--cell") { Description = "One of the two cells, for text, dot and svg; else both." };
    private readonly Option<string?> file = CommonOptions.Document();
    private readonly Option<bool> json = CommonOptions.Json();

    public ShowCommand(Terminal terminal)
        : base(
            "show",
            "Show a genotype as text, JSON, Graphviz DOT or an SVG picture.",
            ["nativenas show", "nativenas show DARTS_V2", "nativenas show runs/search-shapes-seed1 --as svg --cell normal --out cell.svg", "nativenas show all-skip --json"])
    {
        this.terminal = terminal;
        form.AcceptOnlyFromAmong("text", "json", "dot", "svg");
        cell.AcceptOnlyFromAmong("normal", "reduction");
        Arguments.Add(what);

        foreach (Option option in (Option[])[form, cell, file, json, CommonOptions.IdleSeed(), CommonOptions.IdleThreads(), CommonOptions.IdleQuiet()])
        {
            Options.Add(option);
        }

        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        if (parsed.GetValue(what) is not string name)
        {
            JsonObject names = new() { ["names"] = new JsonArray([.. GenotypeText.Names.Select(known => JsonValue.Create(known))]) };
            CommandResult.Write(terminal, string.Concat(GenotypeText.Names.Select(known => known + "\n")), names, parsed.GetValue(json), parsed.GetValue(file));
            return ExitCode.Success;
        }

        Genotype genotype = GenotypeText.Read(name);
        string drawing = Draw(genotype, parsed.GetValue(form)!, parsed.GetValue(cell));

        JsonObject result = new()
        {
            ["genotype"] = JsonNode.Parse(genotype.CanonicalJson),
            ["genotypeHash"] = genotype.Hash,
            ["drawing"] = drawing,
        };
        CommandResult.Write(terminal, drawing, result, parsed.GetValue(json), parsed.GetValue(file));
        return ExitCode.Success;
    }

    private static string Draw(Genotype genotype, string form, string? cell)
    {
        CellGenotype? one = cell switch { "normal" => genotype.Normal, "reduction" => genotype.Reduction, _ => null };
        return (form, one) switch
        {
            ("json", null) => genotype.ToJson(),
            ("json", _) => throw new CommandException("--cell goes with --as text, dot or svg; the JSON of a genotype holds both cells."),
            ("dot", null) => DotDrawing.Of(genotype),
            ("dot", _) => DotDrawing.Of(one, cell!),
            ("svg", null) => SvgDrawing.Of(genotype),
            ("svg", _) => SvgDrawing.Of(one, $"{char.ToUpperInvariant(cell![0])}{cell[1..]} cell"),
            (_, null) => TextDrawing.Of(genotype),
            _ => TextDrawing.Of(one, cell!),
        };
    }
}
