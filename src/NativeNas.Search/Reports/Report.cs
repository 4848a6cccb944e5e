namespace NativeNas.Search.Reports;

/// <summary>What the page of a run shows, in order.</summary>
public sealed record Report(string Title)
{
    /// <summary>The few figures that a reader wants first, such as (Test accuracy, 91.3 %).</summary>
    public IReadOnlyList<(string Name, string Value)> Highlights { get; init; } = [];

    public IReadOnlyList<(string Name, string Value)> Summary { get; init; } = [];

    /// <summary>Each a caption and a whole SVG picture.</summary>
    public IReadOnlyList<(string Caption, string Svg)> Figures { get; init; } = [];

    /// <summary>Each a heading and a plain text: genotype, settings, environment.</summary>
    public IReadOnlyList<(string Heading, string Text)> Texts { get; init; } = [];
}
