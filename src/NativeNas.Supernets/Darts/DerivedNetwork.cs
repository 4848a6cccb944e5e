using System.Globalization;
using NativeNas.Autodiff;
using NativeNas.Autodiff.Ops;
using NativeNas.Kernels;
using NativeNas.Nn.Layers;
using NativeNas.Nn.Modules;
using NativeNas.Nn.Passes;
using NativeNas.Supernets.Cells;
using NativeNas.Supernets.Genotypes;

namespace NativeNas.Supernets.Darts;

/// <summary>Sizes and losses of a network built from a genotype.</summary>
/// <param name="AuxiliaryWeight">Share of the auxiliary head's loss in training; 0 leaves the head out.</param>
/// <param name="Smoothing">Label smoothing, of [0, 1).</param>
public sealed record DerivedSettings(
    int ImageChannels, int Height, int Width, int Classes, int Channels = 36, int Cells = 20, int StemMultiplier = 3, float AuxiliaryWeight = 0, float Smoothing = 0);

/// <summary>The CIFAR-style network of a genotype (DARTS author code, NetworkCIFAR), for any image size.</summary>
public sealed class DerivedNetwork : Module, ILearner
{
    private readonly DerivedSettings settings;
    private readonly Stem stem;
    private readonly DerivedCell[] cells;
    private readonly Head head;
    private readonly AuxiliaryHead? auxiliary;

    public DerivedNetwork(Genotype genotype, DerivedSettings s)
    {
        Require.That(s.Cells > 0 & s.Channels > 0, $"A network has at least 1 cell and 1 channel; got {s.Cells} and {s.Channels}.");
        settings = s;
        int stemChannels = s.Channels * s.StemMultiplier;
        stem = Add("stem", new Stem(s.ImageChannels, stemChannels));
        CellGenotype Of(bool reduction) => reduction ? genotype.Reduction : genotype.Normal;
        CellPlace[] places = [.. CellPlace.Along(s.Cells, s.Channels, stemChannels, reduction => Of(reduction).Concat.Length)];
        cells = [.. places.Select((place, i) => Add($"cells.{i.ToString(CultureInfo.InvariantCulture)}", new DerivedCell(place, Of(place.Reduction))))];
        int outputs = Of(places[^1].Reduction).Concat.Length * places[^1].Channels;
        head = Add("head", new Head(outputs, s.Classes));

        if (s.AuxiliaryWeight > 0)
        {
            CellPlace place = places[AuxiliaryCell];
            int halvings = places.Take(AuxiliaryCell + 1).Count(p => p.Reduction);
            auxiliary = Add("auxiliary", new AuxiliaryHead(Of(place.Reduction).Concat.Length * place.Channels, s.Classes, Halved(s.Height, halvings), Halved(s.Width, halvings)));
        }
    }

    /// <summary>Chance that a path is dropped in training, the same for all paths; null where no path ever is.</summary>
    public float? DropPath
    {
        set
        {
            foreach (DropPath drop in cells.SelectMany(cell => cell.Drops))
            {
                drop.Probability = value;
            }
        }
    }

    private int AuxiliaryCell => 2 * settings.Cells / 3;

    public Outcome Apply(Var images, Var labels)
    {
        Tape tape = images.Tape;
        Var beforePrevious = stem.Forward(images), previous = beforePrevious;
        Var? side = null;

        for (int i = 0; i < cells.Length; i++)
        {
            (beforePrevious, previous) = (previous, cells[i].Forward(beforePrevious, previous));

            if (i == AuxiliaryCell && tape.Mode != TapeMode.Evaluation)
            {
                side = auxiliary?.Forward(previous);
            }
        }

        Var logits = head.Forward(previous);
        CrossEntropy entropy = new(tape.Mode == TapeMode.Evaluation ? 0 : settings.Smoothing);
        Var loss = tape.Apply(entropy, logits, labels);
        return new(side is { } other ? Joint(tape, loss, tape.Apply(entropy, other, labels)) : loss, logits);
    }

    private static int Halved(int size, int times) => times == 0 ? size : Halved((size + 1) / 2, times - 1);

    /// <summary>loss + weight·side, as a weighted sum of two numbers.</summary>
    private Var Joint(Tape tape, Var loss, Var side) =>
        tape.Apply(new WeightedSum(0, [0, 1]), loss, side, tape.Constant(new(1, 2), [1, settings.AuxiliaryWeight]));
}
