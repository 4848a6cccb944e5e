using NativeNas.Kernels.Devices;
using Buffer = NativeNas.Kernels.Devices.Buffer;

namespace NativeNas.Autodiff.Ops;

/// <summary>Memory that is made and filled as one.</summary>
internal static class Filling
{
    /// <summary>New floats, which go back if filling them throws.</summary>
    public static Buffer Allocate(this Device device, int length, Action<Region> fill)
    {
        Buffer buffer = device.Allocate(length);

        try
        {
            fill(buffer.All);
            return buffer;
        }
        catch
        {
            buffer.Dispose();
            throw;
        }
    }
}
