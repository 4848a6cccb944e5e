namespace NativeNas.Kernels.Devices;

/// <summary>Floats on one device. Disposing gives them back to the device's pool; contents start undefined.</summary>
public abstract class Buffer(Device device, int length) : IDisposable
{
    public Device Device { get; } = device;

    /// <summary>Floats, a multiple of 16.</summary>
    public int Length { get; } = length;

    public Region All => new(this, 0, Length);

    public abstract void Write(int offset, ReadOnlySpan<float> source);

    public abstract void Read(int offset, Span<float> destination);

    public abstract void Dispose();
}
