using ILGPU;

namespace NativeNas.Kernels.Gpu;

public sealed partial class GpuDevice
{
    public override void Synchronize() => Attempt("waiting for what was launched", staging => staging.Synchronize());

    /// <summary>Under a limit they stay where they are: a landing would take memory that a plan has given away.</summary>
    public override void Foresee(float[] numbers)
    {
        if (Limit is null)
        {
            Attempt("writing to the device", staging => staging.Foresee(numbers));
        }
    }

    public override void Forget(float[] numbers) => staging?.Forget(numbers);

    internal void Write(ArrayView<float> cells, ReadOnlySpan<float> source)
    {
        try
        {
            staging?.Write(cells, source);
        }
        catch (Exception failure) when (Failure.IsOfDriver(failure))
        {
            throw Failure.Of(this, "writing to the device", failure);
        }
    }

    /// <summary>What a rehearsal reads is all one, so that no code sees its numbers as unusual.</summary>
    internal void Read(ArrayView<float> cells, Span<float> destination)
    {
        if (staging is null)
        {
            destination.Fill(1);
            return;
        }

        try
        {
            staging.Read(cells, destination);
        }
        catch (Exception failure) when (Failure.IsOfDriver(failure))
        {
            throw Failure.Of(this, "reading from the device", failure);
        }
    }

    private void Attempt(string what, Action<Staging> work)
    {
        try
        {
            if (staging is not null)
            {
                work(staging);
            }
        }
        catch (Exception failure) when (Failure.IsOfDriver(failure))
        {
            throw Failure.Of(this, what, failure);
        }
    }
}
