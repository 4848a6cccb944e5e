using System.Text.Json;

namespace NativeNas.Supernets.Genotypes;

/// <summary>
/// The versioned JSON form. Every field is required and no other is allowed, so that a text means one value:
/// <c>{"format":"nativenas-genotype","version":1,"space":"darts","normal":{"nodes":[[{"operation":"sep_conv_3x3","input":0},…],…],"concat":[2,…]},"reduction":{…}}</c>
/// </summary>
internal static class GenotypeJson
{
    private const string Format = "nativenas-genotype";
    private const int Version = 1;

    private static readonly JsonDocumentOptions Options = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        AllowDuplicateProperties = false,
    };

    public static string Canonical(Genotype genotype) => Write(genotype, "", "", "");

    public static string Readable(Genotype genotype) => Write(genotype, "\n", "  ", " ") + "\n";

    public static Genotype Parse(string json)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json, Options);
            return Read(new("genotype", document.RootElement));
        }
        catch (JsonException error)
        {
            throw new GenotypeException($"The genotype is not JSON: {error.Message}", error);
        }
    }

    private static Genotype Read(JsonField root)
    {
        root.Field("format").Expect(Format);
        root.Field("version").Expect(Version);
        root.Field("space").Expect(Genotype.Space);
        Genotype genotype = new(Cell(root.Field("normal")), Cell(root.Field("reduction")));
        root.ExpectOnly("format", "version", "space", "normal", "reduction");
        return genotype;
    }

    private static CellGenotype Cell(JsonField cell)
    {
        CellGenotype value = new(
            [.. cell.Field("nodes").Items().Select(Node)],
            [.. cell.Field("concat").Items().Select(i => i.Integer())],
            cell.Path);
        cell.ExpectOnly("nodes", "concat");
        return value;
    }

    private static NodeGenotype Node(JsonField node)
    {
        List<JsonField> edges = [.. node.Items()];
        GenotypeException.Unless(edges.Count == 2, $"{node.Path} has {edges.Count} edges; expected 2.");
        return new(Edge(edges[0]), Edge(edges[1]));
    }

    private static EdgeGenotype Edge(JsonField edge)
    {
        JsonField operation = edge.Field("operation");
        string name = operation.Text();
        CellOperation? value = CellOperations.Find(name);
        IEnumerable<string> names = CellOperations.Chosen.Select(o => o.Name);
        GenotypeException.Unless(
            value is not null and not CellOperation.None,
            $"{operation.Path} is \"{name}\"; expected one of {string.Join(", ", names)}.{Suggestion.For(name, names)}");
        EdgeGenotype result = new(value.Value, edge.Field("input").Integer());
        edge.ExpectOnly("operation", "input");
        return result;
    }

    private static string Write(Genotype genotype, string line, string indent, string space)
    {
        string colon = ":" + space;
        string comma = "," + space;
        string next = "," + line + indent;
        return $"{{{line}{indent}\"format\"{colon}\"{Format}\"{next}\"version\"{colon}{Version}{next}\"space\"{colon}\"{Genotype.Space}\""
            + $"{next}\"normal\"{colon}{Cell(genotype.Normal)}{next}\"reduction\"{colon}{Cell(genotype.Reduction)}{line}}}";

        string Cell(CellGenotype cell)
        {
            string deep = line + indent + indent;
            string deeper = deep + indent;
            return $"{{{deep}\"nodes\"{colon}[{deeper}{string.Join("," + deeper, cell.Nodes.Select(Node))}{deep}],"
                + $"{deep}\"concat\"{colon}[{string.Join(comma, cell.Concat)}]{line}{indent}}}";
        }

        string Node(NodeGenotype node) => $"[{Edge(node.First)}{comma}{Edge(node.Second)}]";

        string Edge(EdgeGenotype edge) => $"{{\"operation\"{colon}\"{edge.Operation.Name}\"{comma}\"input\"{colon}{edge.Input}}}";
    }
}
