using NativeNas.Kernels.Optimizers;

namespace NativeNas.Kernels.Gpu.Tests.Trials;

internal static class OptimizerTrials
{
    public static IReadOnlyList<Trial> All { get; } =
    [
        new("SGD", s => s.Run(new SgdStep(s.State(s.Map), s.In(s.Map), s.State(s.Map), 0.1f, 0.9f, 3e-4f, s.Toss()))),
        new("Adam", s => s.Run(new AdamStep(
            s.State(s.Map), s.In(s.Map), s.State(s.Map), s.State(s.Map, 0), new(0.9f, 0.1f, 0.999f, 0.001f, 1e-8f, 1e-3f, 0.99f, 0.01f, 1.5f)))),
        new("RMSProp", s => s.Run(new RmsPropStep(s.State(s.Map), s.In(s.Map), s.State(s.Map, 0), s.State(s.Map), new(0.9f, 0.9f, 1e-5f, 1e-3f, 0, 0.05f, 1)))),
    ];
}
