using NativeNas.Kernels;

namespace NativeNas.Nn.Schedules;

/// <summary>from + (after(0) − from)·t / steps for t below steps, then after(t − steps).</summary>
public sealed record WarmUpSchedule : Schedule
{
    public WarmUpSchedule(Schedule after, long steps, float from)
    {
        Require.That(steps > 0, $"A warm-up takes at least 1 step; got {steps}.");
        (After, Steps, From) = (after, steps, from);
    }

    public Schedule After { get; }

    public long Steps { get; }

    public float From { get; }

    public override float At(long step) => step < Steps
        ? (float)Between(From, After.At(0), Progress(step, Steps))
        : After.At(step - Steps);
}
