using System.Globalization;

namespace NativeNas.Supernets.Spaces;

/// <summary>The answer to one decision: the index of an option, or a number.</summary>
public readonly record struct Value
{
    /// <summary>The option's index; null for a number.</summary>
    public int? Index { get; private init; }

    /// <summary>The number; null for an option.</summary>
    public double? Magnitude { get; private init; }

    public static Value Option(int index) => new() { Index = index };

    public static Value Number(double number) => new() { Magnitude = number };

    public override string ToString() =>
        Index is int index
            ? string.Create(CultureInfo.InvariantCulture, $"option {index}")
            : string.Create(CultureInfo.InvariantCulture, $"number {Magnitude:R}");
}
