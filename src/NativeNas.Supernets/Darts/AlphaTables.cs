using NativeNas.Autodiff;
using NativeNas.Autodiff.Ops;
using NativeNas.Kernels;
using NativeNas.Nn.Initializers;
using NativeNas.Nn.Modules;
using NativeNas.Supernets.Cells;
using NativeNas.Supernets.Genotypes;

namespace NativeNas.Supernets.Darts;

/// <summary>α of the normal and of the reduction cells, [edges, operations] each, shared by all cells of a kind.</summary>
public sealed class AlphaTables : Module
{
    private readonly Parameter normal, reduction;

    /// <param name="deviation">α start as N(0, deviation²); 10⁻³ in the author code.</param>
    public AlphaTables(int nodes, double deviation = 1e-3)
    {
        Require.That(nodes >= 1, $"A cell has at least 1 node; got {nodes}.");
        Edges = MixedCell.Edges(nodes).Count();
        normal = Declare("normal", new(Edges, CellOperations.All.Count), new Gaussian(deviation));
        reduction = Declare("reduction", new(Edges, CellOperations.All.Count), new Gaussian(deviation));
    }

    public int Edges { get; }

    /// <summary>softmax of each row, [edges, operations, 1, 1].</summary>
    public Var Weights(Tape tape, bool reduction) =>
        (reduction ? this.reduction : normal).On(tape).Apply(new ToBlocked()).Apply(new Softmax());
}
