namespace NativeNas.Kernels.Devices;

/// <summary>A device could not do what was asked of it: a kernel did not compile, a launch failed, the device went away. The message names the device and what it was doing.</summary>
public sealed class DeviceException(string message, Exception? cause = null) : Exception(message, cause);
