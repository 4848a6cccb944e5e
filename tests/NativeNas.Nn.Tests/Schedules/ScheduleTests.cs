using NativeNas.Nn.Schedules;

namespace NativeNas.Nn.Tests.Schedules;

public class ScheduleTests
{
    private static readonly long[] steps = [0, 1, 7, 24, 25, 49, 50, 51, 1000];

    [Fact]
    public void Schedules_follow_their_closed_forms()
    {
        Follows(new ConstantSchedule(0.3f), _ => 0.3);
        Follows(new CosineSchedule(0.025f, 0.001f, 50), t => t >= 50 ? 0.001 : 0.001 + (0.024 * (1 + Math.Cos(Math.PI * t / 50)) / 2));
        Follows(new LinearSchedule(0.5f, 0.1f, 50), t => t >= 50 ? 0.1 : 0.5 - (0.4 * t / 50));
        Follows(new StepSchedule(0.1f, 0.1f, 25), t => 0.1 * Math.Pow(0.1, t / 25));
        Follows(new ExponentialSchedule(0.016f, 0.97f, 2.4), t => 0.016 * Math.Pow(0.97, t / 2.4));
    }

    [Fact]
    public void A_warm_up_rises_in_a_line_and_then_the_schedule_starts()
    {
        CosineSchedule cosine = new(1f, 0f, 50);
        Schedule schedule = cosine.WithWarmUp(10, 0.2f);
        Follows(schedule, t => t < 10 ? 0.2 + (0.8 * t / 10) : cosine.At(t - 10));
        Assert.Equal(1f, schedule.At(10));
    }

    [Fact]
    public void The_cosine_meets_its_ends_and_its_middle()
    {
        CosineSchedule cosine = new(0.025f, 0.001f, 50);
        Assert.Equal(0.025f, cosine.At(0));
        Assert.Equal(0.013f, cosine.At(25), 1e-7f);
        Assert.Equal(0.001f, cosine.At(50));
    }

    [Fact]
    public void Schedules_are_values()
    {
        Assert.Equal(new CosineSchedule(1f, 0f, 5).WithWarmUp(2, 0f), new CosineSchedule(1f, 0f, 5).WithWarmUp(2, 0f));
        Assert.NotEqual(new CosineSchedule(1f, 0f, 5), new CosineSchedule(1f, 0f, 6));
    }

    [Fact]
    public void Lengths_of_nothing_are_refused_in_words()
    {
        Assert.Contains("at least 1 step", Assert.Throws<ArgumentException>(() => new CosineSchedule(1f, 0f, 0)).Message);
        Assert.Contains("at least 1 step", Assert.Throws<ArgumentException>(() => new LinearSchedule(1f, 0f, 0)).Message);
        Assert.Contains("every 1 step", Assert.Throws<ArgumentException>(() => new StepSchedule(1f, 0.1f, 0)).Message);
        Assert.Contains("more than 0", Assert.Throws<ArgumentException>(() => new ExponentialSchedule(1f, 0.1f, 0)).Message);
        Assert.Contains("at least 1 step", Assert.Throws<ArgumentException>(() => new ConstantSchedule(1f).WithWarmUp(0, 0f)).Message);
    }

    private static void Follows(Schedule schedule, Func<long, double> formula) =>
        Assert.All(steps, t => Assert.Equal(formula(t), schedule.At(t), 1e-6));
}
