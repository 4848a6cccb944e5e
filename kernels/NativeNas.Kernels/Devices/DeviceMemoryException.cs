namespace NativeNas.Kernels.Devices;

/// <summary>A device had no room; the message names the device, what was asked for and what was in use.</summary>
/// <param name="limited">Whether a limit refused, rather than the system.</param>
/// <param name="needed">The smallest figure of a limit that is known to do.</param>
public sealed class DeviceMemoryException(string message, bool limited = false, long? needed = null) : Exception(message)
{
    public bool IsLimited { get; } = limited;

    public long? Needed { get; } = needed;
}
