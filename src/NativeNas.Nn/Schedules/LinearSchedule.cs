using NativeNas.Kernels;

namespace NativeNas.Nn.Schedules;

/// <summary>from + (to − from)·t / steps, then to.</summary>
public sealed record LinearSchedule : Schedule
{
    public LinearSchedule(float from, float to, long steps)
    {
        Require.That(steps > 0, $"A linear schedule takes at least 1 step; got {steps}.");
        (From, To, Steps) = (from, to, steps);
    }

    public float From { get; }

    public float To { get; }

    public long Steps { get; }

    public override float At(long step) => (float)Between(From, To, Progress(step, Steps));
}
