namespace NativeNas.Kernels.Pooling;

/// <summary>
/// The positions along one axis that meet a target position: count of them from partner on, the first through the tap
/// number tap. Outputs meet ascending inputs, a tap apart; inputs meet descending outputs, a stride of taps apart.
/// </summary>
internal readonly record struct Reach(int Tap, int Count, int Partner)
{
    /// <summary>Inputs of [0, size) that an output reads.</summary>
    public static Reach OfOutput(int output, int kernel, int stride, int before, int size)
    {
        int start = (output * stride) - before, first = Math.Max(0, -start);
        return new(first, Math.Max(0, Math.Min(kernel, size - start) - first), start + first);
    }

    /// <summary>Outputs of [0, outputs) that read an input.</summary>
    public static Reach OfInput(int input, int kernel, int stride, int before, int outputs)
    {
        int partner = (input + before) / stride, tap = (input + before) % stride, beyond = Math.Max(0, partner - outputs + 1);
        (tap, partner) = (tap + (beyond * stride), partner - beyond);
        return new(tap, tap < kernel ? Math.Max(0, Math.Min(((kernel - 1 - tap) / stride) + 1, partner + 1)) : 0, partner);
    }
}
