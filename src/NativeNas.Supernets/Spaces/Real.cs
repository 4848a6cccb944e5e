using NativeNas.Kernels;

namespace NativeNas.Supernets.Spaces;

/// <summary>A number of [Low, High]; its answer is <see cref="Value.Number"/>.</summary>
public sealed record Real : Decision
{
    public Real(string name, double low, double high)
        : base(name)
    {
        Require.That(
            double.IsFinite(low) && double.IsFinite(high) && low < high,
            $"The real decision {name} has the range [{low}, {high}]; finite bounds with low < high were expected.");
        Low = low;
        High = high;
    }

    public double Low { get; }

    public double High { get; }

    public override string? Objection(Value value) =>
        value.Magnitude is double number && number >= Low && number <= High ? null : $"a number of [{Low}, {High}]";
}
