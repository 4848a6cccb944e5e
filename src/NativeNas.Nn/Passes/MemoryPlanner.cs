using NativeNas.Autodiff;
using NativeNas.Kernels.Devices;

namespace NativeNas.Nn.Passes;

/// <summary>Finds the plan of a pass that keeps to the device's limit, by rehearsing the pass with each candidate.</summary>
/// <param name="rehearse">Runs the pass, forward and backward, on a device that computes nothing.</param>
internal sealed class MemoryPlanner(Device device, MemoryLimit limit, Action<Device, TapePlan> rehearse)
{
    /// <summary>By which a figure grows until the pass fits: blocks leave gaps.</summary>
    private const double Growth = 1.02;

    private const long Rounding = 1_000_000;

    /// <param name="all">The plan that recomputes nothing.</param>
    /// <exception cref="DeviceMemoryException">No plan fits; the message names the smallest limit that would work.</exception>
    public (TapePlan Plan, long PeakBytes) Fit(TapePlan all)
    {
        Recomputation choices = new(all);
        TapePlan plan = choices.Fit(candidate => Peak(device.Rehearsal, candidate) is not null) ?? throw Refusal(choices);
        return (plan, Peak(device.Rehearsal, plan)!.Value);
    }

    private DeviceMemoryException Refusal(Recomputation choices)
    {
        (TapePlan least, long peak) = choices.Coarse()
            .Select(plan => (Plan: plan, Peak: Peak(() => device.Rehearsal(null), plan)!.Value))
            .MinBy(pair => pair.Peak);
        long figure = Math.Max(peak, limit.Device);

        do
        {
            figure = (long)Math.Ceiling(figure * Growth / Rounding) * Rounding;
        }
        while (Peak(() => device.Rehearsal(new MemoryLimit(figure)), least) is null);

        return MemoryRehearsal.Refusal(limit, figure + limit.Elsewhere);
    }

    /// <summary>Null where the limit refuses the pass.</summary>
    /// <exception cref="DeviceMemoryException">The system refuses it.</exception>
    private long? Peak(Func<Device> open, TapePlan plan)
    {
        try
        {
            using Device stage = open();
            rehearse(stage, plan);
            return stage.PeakBytes;
        }
        catch (DeviceMemoryException refusal) when (refusal.IsLimited)
        {
            return null;
        }
    }
}
