using NativeNas.Kernels.Devices;
using Buffer = NativeNas.Kernels.Devices.Buffer;

namespace NativeNas.Kernels.Gpu.Tests.Trials;

/// <summary>Runs nothing and remembers which operations it was asked to run.</summary>
internal sealed class Census : Device
{
    private readonly HashSet<Type> seen = [];

    public IReadOnlySet<Type> Seen => seen;

    public override string Name => "census";

    public override long BytesInUse => 0;

    public override long PeakBytes => 0;

    public override Buffer Allocate(int length) => new Nothing(this, Rounded(length));

    public override void Run<TOperation>(in TOperation operation) =>
        seen.Add(typeof(TOperation).IsGenericType ? typeof(TOperation).GetGenericTypeDefinition() : typeof(TOperation));

    public override void Dispose()
    {
    }

    private sealed class Nothing(Device device, int length) : Buffer(device, length)
    {
        public override void Write(int offset, ReadOnlySpan<float> source)
        {
        }

        public override void Read(int offset, Span<float> destination) => destination.Clear();

        public override void Dispose()
        {
        }
    }
}
