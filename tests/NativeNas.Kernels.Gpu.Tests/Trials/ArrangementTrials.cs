using NativeNas.Kernels.Layouts;
using NativeNas.Kernels.Rearrangement;

namespace NativeNas.Kernels.Gpu.Tests.Trials;

internal static class ArrangementTrials
{
    public static IReadOnlyList<Trial> All { get; } =
    [
        new("planes to blocks", s => s.Run(new PlanesToBlocked(s.Images, s.Channels, s.Area, s.In(Planes(s)), s.Gradient(s.Map), s.Adds))),
        new("blocks to planes", s => s.Run(new BlockedToPlanes(s.Images, s.Channels, s.Area, s.In(s.Map), s.Gradient(Planes(s)), s.Adds))),
        new("flatten", s => s.Run(new FlattenPixels(s.Images, s.Channels, s.Area, s.In(s.Map), s.Out(new(s.Images, s.Channels * s.Area, 1))))),
        new("unflatten", s => s.Run(new UnflattenPixels(s.Images, s.Channels, s.Area, s.In(new(s.Images, s.Channels * s.Area, 1)), s.Gradient(s.Map), s.Adds))),
        new("shift", s => s.Run(new ShiftPixels(s.Images * s.Blocks, s.Height, s.Width, s.Pick(-1, 0, 2), s.Pick(-2, 1), s.In(s.Map), s.Gradient(s.Map), s.Adds))),
        new("shuffle", s => Shuffle(s, s.Pick(8, 24, 40), s.Pick(2, 4, 8))),
        new("move channels", s => Move(s, s.Pick(0, 3, 8, 16, 24))),
    ];

    private static Form Planes(Scene s) => Form.Row(s.Images * s.Channels * s.Area);

    private static void Shuffle(Scene s, int channels, int groups)
    {
        Form map = new(s.Images, channels, s.Area);
        s.Run(new ShuffleChannels(s.Images, channels, s.Area, groups, s.In(map), s.Gradient(map), s.Adds));
    }

    /// <summary>The last of the tensors that are joined.</summary>
    private static void Move(Scene s, int start)
    {
        int end = start + s.Channels;
        s.Run(new MoveChannels(
            s.Images, s.Area, new(0, s.Blocks), new(start, (end + 15) / 16), s.Channels, end, s.In(s.Map), s.State(new(s.Images, end, s.Area)), s.Adds));
    }
}
