namespace NativeNas.Supernets.Genotypes;

/// <summary>An operation on an earlier state: 0 and 1 are the outputs of the two previous cells (older first), 2 the first node.</summary>
public readonly record struct EdgeGenotype(CellOperation Operation, int Input)
{
    public override string ToString() => $"{Operation.Name}@{Input}";
}
