namespace NativeNas.Kernels.Devices;

/// <summary>Allocates nothing and runs nothing: the dry run that counts memory and finds last uses.</summary>
public sealed class ShapeOnlyDevice : Device
{
    private long inUse, peak;

    public override string Name => "shape-only";

    public override long BytesInUse => inUse;

    public override long PeakBytes => peak;

    public override Buffer Allocate(int length)
    {
        int rounded = Rounded(length);
        inUse += 4L * rounded;
        peak = Math.Max(peak, inUse);
        return new NoMemory(this, rounded);
    }

    public override void Run<TOperation>(in TOperation operation)
    {
    }

    public override void Dispose()
    {
    }

    private sealed class NoMemory(ShapeOnlyDevice owner, int length) : Buffer(owner, length)
    {
        private bool returned;

        public override void Write(int offset, ReadOnlySpan<float> source)
        {
        }

        public override void Read(int offset, Span<float> destination) => destination.Clear();

        public override void Dispose()
        {
            if (!returned)
            {
                returned = true;
                owner.inUse -= 4L * Length;
            }
        }
    }
}
