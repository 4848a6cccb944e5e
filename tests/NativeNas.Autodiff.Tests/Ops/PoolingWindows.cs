using NativeNas.Kernels.Geometry;
using NativeNas.Tensors;
using NativeNas.TestKit;

namespace NativeNas.Autodiff.Tests.Ops;

/// <summary>Windows and inputs that every pooling is tried with.</summary>
internal static class PoolingWindows
{
    public static IReadOnlyList<Window> All { get; } =
    [
        Window.Same(3),
        Window.Same(3, stride: 2),
        Window.Same(3) with { Ceiling = true, StrideHeight = 2, StrideWidth = 3 },
        Window.Padded(2, 2, 1, 0),
        Window.Padded(3, 3, 1, 1) with { Ceiling = true },
        new(2, 5, 3, 2, 2, 1, Top: 1, Left: 3, Bottom: 0, Right: 2),
        new(1, 1, 2, 2, Top: 2, Bottom: 3),
    ];

    /// <summary>Values far enough from each other that a step of the differences changes no winner.</summary>
    public static void Each(Action<CheckedInput, Window> check)
    {
        foreach (Window window in All)
        {
            foreach (int channels in window == All[0] ? new[] { 1, 3, 8, 16, 24, 40 } : [3, 24])
            {
                Shape shape = new(2, channels, 9, 11);
                check(new(shape, Fill: (rng, i) => ((i * 7919L % 10007 / 10007.0) * 2) - 1 + (1e-5 * rng.Uniform(i))), window);
            }
        }
    }
}
