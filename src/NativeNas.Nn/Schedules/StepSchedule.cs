using NativeNas.Kernels;

namespace NativeNas.Nn.Schedules;

/// <summary>from·factor^⌊t / every⌋: the rate drops at once after so many steps.</summary>
public sealed record StepSchedule : Schedule
{
    public StepSchedule(float from, float factor, long every)
    {
        Require.That(every > 0, $"A step schedule drops every 1 step or more; got {every}.");
        (From, Factor, Every) = (from, factor, every);
    }

    public float From { get; }

    public float Factor { get; }

    public long Every { get; }

    public override float At(long step) => (float)(From * Math.Pow(Factor, step / Every));
}
