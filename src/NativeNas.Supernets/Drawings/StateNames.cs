using System.Globalization;
using NativeNas.Supernets.Genotypes;

namespace NativeNas.Supernets.Drawings;

/// <summary>What people call a state: c[k-2] and c[k-1] are the two previous cells, nodes bear their number.</summary>
internal static class StateNames
{
    public static string Plain(int state) =>
        state < CellGenotype.Inputs ? $"c[k-{CellGenotype.Inputs - state}]" : state.ToString(CultureInfo.InvariantCulture);
}
