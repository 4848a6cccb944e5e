using NativeNas.Autodiff;
using NativeNas.Nn.Modules;
using NativeNas.Tensors;

namespace NativeNas.Workloads.Families;

/// <summary>A layer made of a shape's words.</summary>
public sealed record LayerFamily(string Name, string Words, string About, Func<ShapeWords, Layer> Layer) : Family(Name, Words, About)
{
    private const int MostImageChannels = 4;

    public TapeMode Pass { get; init; } = TapeMode.Training;

    /// <summary>Shapes of the inputs after the first.</summary>
    public Func<Shape, Shape[]> Others { get; init; } = _ => [];

    /// <summary>Channels of the input where they are no word: images.</summary>
    public int? Channels { get; init; }

    /// <summary>Whether it reads images, in planes, where the channels are so few.</summary>
    public bool ReadsImages { get; init; }

    public int CheckedImages { get; init; } = int.MaxValue;

    public double Tolerance { get; init; } = 1e-4;

    protected override Workload Create(string name, ShapeWords shape) =>
        new LayerWorkload(name, () => Layer(shape), shape.Input(Channels), Pass, Others)
        {
            CheckedImages = CheckedImages,
            Tolerance = Tolerance,
            ReadsPlanes = ReadsImages && shape.Input(Channels) is { C: <= MostImageChannels, Area: > 1 },
        };
}
