using NativeNas.Kernels;

namespace NativeNas.Nn.Schedules;

/// <summary>to + (from − to)·(1 + cos(π·t / steps)) / 2, then to (arXiv:1608.03983 without restarts).</summary>
public sealed record CosineSchedule : Schedule
{
    public CosineSchedule(float from, float to, long steps)
    {
        Require.That(steps > 0, $"A cosine schedule takes at least 1 step; got {steps}.");
        (From, To, Steps) = (from, to, steps);
    }

    public float From { get; }

    public float To { get; }

    public long Steps { get; }

    public override float At(long step) => (float)Between(To, From, (1 + Math.Cos(Math.PI * Progress(step, Steps))) / 2);
}
