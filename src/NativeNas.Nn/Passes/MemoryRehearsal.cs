using NativeNas.Kernels.Devices;

namespace NativeNas.Nn.Passes;

/// <summary>
/// Goes through the phases of a run on devices that compute nothing, so that a limit of memory that any of them cannot
/// keep to is refused before the first step, with a figure that does for all.
/// </summary>
public static class MemoryRehearsal
{
    /// <summary>By which a figure grows until what a phase holds fits.</summary>
    private const double Growth = 1.05;

    private const long LeastGrowth = 1_000_000;

    /// <param name="phases">Each makes on a device what it will make, and plans or runs the passes that it will run.</param>
    /// <exception cref="DeviceMemoryException">The limit is too small, or the system refuses the memory.</exception>
    public static void Check(Device device, params IEnumerable<Action<Device>> phases)
    {
        if (device.Limit is { } limit)
        {
            long needed = phases.Select(phase => Needed(device, limit, phase)).DefaultIfEmpty().Max();

            if (needed > limit.Figure)
            {
                throw Refusal(limit, needed);
            }
        }
    }

    internal static DeviceMemoryException Refusal(MemoryLimit limit, long needed) => new(
        $"memory {ByteCount.Text(limit.Figure)}: this needs at least {ByteCount.TextUp(needed)}. Use that, a smaller batch, fewer channels or fewer cells.",
        limited: true,
        needed);

    /// <summary>The least figure, from the limit's on, that a phase keeps to.</summary>
    private static long Needed(Device device, MemoryLimit limit, Action<Device> phase)
    {
        while (true)
        {
            try
            {
                using Device stage = device.Rehearsal(limit);
                phase(stage);
                return limit.Figure;
            }
            catch (DeviceMemoryException refusal) when (refusal.IsLimited)
            {
                limit = limit with { Figure = refusal.Needed ?? limit.Elsewhere + limit.Device + Math.Max(LeastGrowth, (long)((Growth - 1) * limit.Device)) };
            }
        }
    }
}
