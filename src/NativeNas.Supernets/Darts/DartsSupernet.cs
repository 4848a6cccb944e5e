using System.Globalization;
using NativeNas.Autodiff;
using NativeNas.Autodiff.Ops;
using NativeNas.Nn.Modules;
using NativeNas.Nn.Passes;
using NativeNas.Supernets.Cells;

namespace NativeNas.Supernets.Darts;

/// <summary>Sizes of a DARTS supernet.</summary>
/// <param name="Channels">Width of the first cells' nodes; the stem has <paramref name="StemMultiplier"/> times as many.</param>
/// <param name="Cells">Depth; cells at a third and two thirds reduce.</param>
/// <param name="Nodes">Nodes of a cell beside its two inputs.</param>
public sealed record DartsSettings(int ImageChannels, int Classes, int Channels = 16, int Cells = 8, int Nodes = 4, int StemMultiplier = 3);

/// <summary>The network that holds every architecture of the DARTS space (arXiv:1806.09055); its α lie in tables of their own.</summary>
public sealed class DartsSupernet : Module, ILearner
{
    private readonly AlphaTables alphas;
    private readonly Stem stem;
    private readonly MixedCell[] cells;
    private readonly Head head;

    public DartsSupernet(DartsSettings s, AlphaTables alphas)
    {
        this.alphas = alphas;
        int stemChannels = s.Channels * s.StemMultiplier;
        stem = Add("stem", new Stem(s.ImageChannels, stemChannels));
        CellPlace[] places = [.. CellPlace.Along(s.Cells, s.Channels, stemChannels, _ => s.Nodes)];
        cells = [.. places.Select((place, i) => Add($"cells.{i.ToString(CultureInfo.InvariantCulture)}", new MixedCell(place, s.Nodes)))];
        head = Add("head", new Head(s.Nodes * places[^1].Channels, s.Classes));
    }

    public Outcome Apply(Var images, Var labels)
    {
        Var normal = alphas.Weights(images.Tape, reduction: false), reduction = alphas.Weights(images.Tape, reduction: true);
        Var beforePrevious = stem.Forward(images), previous = beforePrevious;

        foreach (MixedCell cell in cells)
        {
            (beforePrevious, previous) = (previous, cell.Forward(beforePrevious, previous, cell.Reduction ? reduction : normal));
        }

        Var logits = head.Forward(previous);
        return new(images.Tape.Apply(new CrossEntropy(), logits, labels), logits);
    }
}
