namespace NativeNas.Search.Settings;

/// <summary>The one description of a setting: reading, checking, the schema and the documentation derive from it.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SettingAttribute(string description) : Attribute
{
    public string Description { get; } = description;

    /// <summary>A text that is a <see cref="NumberList"/>; a file may write a JSON array, too.</summary>
    public bool Numbers { get; init; }

    /// <summary>A text that is <see cref="MemorySize"/>.</summary>
    public bool Bytes { get; init; }

    /// <summary>A text that is a <see cref="DeviceName"/>.</summary>
    public bool Device { get; init; }

    /// <summary>Smallest allowed number.</summary>
    public double Min { get; init; } = double.NegativeInfinity;

    /// <summary>Largest allowed number.</summary>
    public double Max { get; init; } = double.PositiveInfinity;

    /// <summary>A number that itself is too small.</summary>
    public double Above { get; init; } = double.NegativeInfinity;

    /// <summary>A number that itself is too large.</summary>
    public double Below { get; init; } = double.PositiveInfinity;
}
