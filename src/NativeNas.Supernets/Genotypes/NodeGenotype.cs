namespace NativeNas.Supernets.Genotypes;

/// <summary>The sum of two edges, held in the order of their inputs: a sum has no order, and so equal nodes are equal values.</summary>
public sealed record NodeGenotype
{
    public NodeGenotype(EdgeGenotype first, EdgeGenotype second)
    {
        (First, Second) = first.Input <= second.Input ? (first, second) : (second, first);
    }

    public EdgeGenotype First { get; }

    public EdgeGenotype Second { get; }

    public EdgeGenotype[] Edges => [First, Second];

    public override string ToString() => $"{First} + {Second}";
}
