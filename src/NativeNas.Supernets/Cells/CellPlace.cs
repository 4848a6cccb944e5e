using NativeNas.Nn.Modules;
using NativeNas.Zoo.Blocks;

namespace NativeNas.Supernets.Cells;

/// <summary>Where the cells of a network stand and how wide they are (arXiv:1806.09055, §3 and author code).</summary>
/// <param name="Reduction">Halves the image and doubles the width: the cells at a third and two thirds of the depth.</param>
/// <param name="BeforePrevious">Channels of the output two cells back.</param>
/// <param name="Previous">Channels of the output one cell back.</param>
/// <param name="Channels">Width of the cell's nodes.</param>
/// <param name="AfterReduction">Whether the previous cell reduced, so that the older input is twice as large.</param>
public sealed record CellPlace(bool Reduction, int BeforePrevious, int Previous, int Channels, bool AfterReduction)
{
    /// <summary>The places of all cells behind a stem.</summary>
    public static IEnumerable<CellPlace> Along(int cells, int channels, int stemChannels, Func<bool, int> nodesJoined)
    {
        (int beforePrevious, int previous, bool afterReduction) = (stemChannels, stemChannels, false);

        for (int i = 0; i < cells; i++)
        {
            bool reduction = i == cells / 3 || i == 2 * cells / 3;
            channels *= reduction ? 2 : 1;
            yield return new(reduction, beforePrevious, previous, channels, afterReduction);
            (beforePrevious, previous, afterReduction) = (previous, nodesJoined(reduction) * channels, reduction);
        }
    }

    /// <summary>What fits the older input to this cell.</summary>
    public Layer OlderInput(bool affine) => AfterReduction
        ? new FactorizedReduce(BeforePrevious, Channels, affine)
        : new ReluConvNorm(BeforePrevious, Channels, affine);

    /// <summary>What fits the newer input to this cell.</summary>
    public Layer NewerInput(bool affine) => new ReluConvNorm(Previous, Channels, affine);

    /// <summary>The stride of an edge: reductions halve what comes from outside the cell.</summary>
    public int Stride(int input) => Reduction && input < 2 ? 2 : 1;
}
