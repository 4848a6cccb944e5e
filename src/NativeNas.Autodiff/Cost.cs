namespace NativeNas.Autodiff;

/// <summary>
/// Multiply-adds, elements read and written, parameters: counted on logical elements. Norms, activations and pools
/// count no multiply-adds, as published figures do.
/// </summary>
public readonly record struct Cost(long MultiplyAdds, long Reads, long Writes, long Parameters = 0)
{
    public static Cost operator +(Cost a, Cost b) =>
        new(a.MultiplyAdds + b.MultiplyAdds, a.Reads + b.Reads, a.Writes + b.Writes, a.Parameters + b.Parameters);
}
