using NativeNas.Kernels;

namespace NativeNas.Nn.Schedules;

/// <summary>from·factor^(t / every): EfficientNet's 0.97 every 2.4 epochs, for one.</summary>
public sealed record ExponentialSchedule : Schedule
{
    public ExponentialSchedule(float from, float factor, double every = 1)
    {
        Require.That(every > 0, $"An exponential schedule multiplies its rate over more than 0 steps; got {every}.");
        Require.That(factor > 0f, $"An exponential schedule's factor is above 0; got {factor}.");
        (From, Factor, Every) = (from, factor, every);
    }

    public float From { get; }

    public float Factor { get; }

    /// <summary>Steps over which the rate is multiplied once.</summary>
    public double Every { get; }

    public override float At(long step) => (float)(From * Math.Pow(Factor, step / Every));
}
