namespace NativeNas.Nn.Schedules;

/// <summary>The same rate at every step.</summary>
public sealed record ConstantSchedule(float Rate) : Schedule
{
    public override float At(long step) => Rate;
}
