using NativeNas.Kernels;

namespace NativeNas.Tensors.Weights;

/// <summary>Which tensors a flat weight buffer holds and where. Two buffers of one layout are vectors of one space.</summary>
public sealed class WeightLayout
{
    private readonly List<WeightSlot> slots = [];
    private readonly Dictionary<string, WeightSlot> byPath = new(StringComparer.Ordinal);

    public IReadOnlyList<WeightSlot> Slots => slots;

    /// <summary>Floats of a buffer of this layout.</summary>
    public int Length { get; private set; }

    /// <summary>Logical elements: what a parameter count means.</summary>
    public long Count => slots.Sum(slot => (long)slot.Shape.Length);

    public WeightSlot this[string path] => byPath.TryGetValue(path, out WeightSlot? slot)
        ? slot
        : throw new KeyNotFoundException($"No weight is named '{path}'; there are {slots.Count}, the first '{slots.FirstOrDefault()?.Path}'.");

    public bool Contains(string path) => byPath.ContainsKey(path);

    public WeightSlot Add(string path, Shape shape)
    {
        WeightSlot slot = new(this, path, shape, Length, slots.Count);
        Require.That(byPath.TryAdd(path, slot), $"Two weights are named '{path}'.");
        slots.Add(slot);
        Length = checked(Length + slot.Length);
        return slot;
    }
}
