namespace NativeNas.Kernels.Devices;

/// <summary>A device had no room; the message names the device, what was asked for and what was in use.</summary>
public sealed class DeviceMemoryException(string message) : Exception(message);
