using NativeNas.Kernels.Normalization;

namespace NativeNas.Kernels.Gpu.Tests.Trials;

internal static class NormalizationTrials
{
    public static IReadOnlyList<Trial> All { get; } =
    [
        new("batch statistics", s => s.Run(new BatchStatistics(s.Pieces, 1e-5f, s.Toss(), s.In(s.Map), s.Out(s.Vector), s.Out(s.Vector), s.Out(s.Vector)))),
        new("batch statistics of many pixels", s => s.Run(new BatchStatistics(
            new(3, s.Channels, 1223), 1e-5f, true, s.In(new(3, s.Channels, 1223), 3, 4), s.Out(s.Vector), s.Out(s.Vector), s.Out(s.Vector)))),
        new("inverse deviation", s => s.Run(new InverseDeviation(1e-3f, s.In(s.Vector, 0, 2), s.Out(s.Vector)))),
        new("normalization", s => s.Run(new Normalize(s.Pieces, s.In(s.Map), s.In(s.Vector), s.In(s.Vector, 0.5f), s.In(s.Vector), s.In(s.Vector), s.Out(s.Map)))),
        new("normalization, gradient", s => s.Run(new NormalizeBackward(
            s.Pieces, s.In(s.Map), s.In(s.Map), s.In(s.Vector), s.In(s.Vector, 0.5f), s.In(s.Vector), s.In(s.Vector), s.In(s.Vector), s.Gradient(s.Map), s.Adds))),
        new("scale channels", s => s.Run(new ScaleChannels(s.Pieces, s.In(s.Map), s.In(s.Vector, 0.5f), s.In(s.Vector), s.Gradient(s.Map), s.Adds))),
        new("affine gradients", s => s.Run(new AffineGradients(s.Pieces, s.In(s.Map), s.In(s.Map), s.In(s.Vector), s.In(s.Vector, 0.5f), s.Out(s.Vector), s.Out(s.Vector)))),
    ];
}
