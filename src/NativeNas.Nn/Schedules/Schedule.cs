namespace NativeNas.Nn.Schedules;

/// <summary>A learning rate as a pure function of the step (from 0), whatever one step is: a batch or an epoch.</summary>
public abstract record Schedule
{
    public abstract float At(long step);

    /// <summary>First a straight line from a rate up to this schedule's start over some steps, then this schedule from its start.</summary>
    public Schedule WithWarmUp(long steps, float from) => new WarmUpSchedule(this, steps, from);

    private protected static double Progress(long step, long steps) => Math.Clamp((double)step / steps, 0, 1);

    private protected static double Between(double from, double to, double share) => from + ((to - from) * share);
}
