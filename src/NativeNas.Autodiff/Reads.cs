namespace NativeNas.Autodiff;

/// <summary>Inputs and outputs that a backward pass reads, a bit each, and whether it reads what was saved.</summary>
public readonly record struct Reads(ulong Inputs = 0, ulong Outputs = 0, bool Saved = false)
{
    public static Reads Nothing => default;

    public static ulong All(int count) => count == 64 ? ulong.MaxValue : (1ul << count) - 1;

    public bool Input(int index) => (Inputs >> index & 1) != 0;

    public bool Output(int index) => (Outputs >> index & 1) != 0;
}
