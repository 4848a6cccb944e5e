using NativeNas.Autodiff;

namespace NativeNas.Workloads;

/// <summary>
/// What a run computes and moves at least: two operations a multiply-add, four bytes an element read or written, on
/// logical elements. A training pass counts as three forward passes.
/// </summary>
public readonly record struct Work(double Flops, double Bytes)
{
    /// <summary>Forward, gradient of the input, gradient of the parameters: each costs about one forward pass.</summary>
    private const int TrainingPasses = 3;

    /// <summary>Operations a byte.</summary>
    public double Intensity => Flops / Bytes;

    /// <param name="forward">Cost of one forward pass.</param>
    public static Work Of(Cost forward, Mode mode)
    {
        double passes = mode == Mode.Forward ? 1 : TrainingPasses;
        return new(passes * 2 * forward.MultiplyAdds, passes * 4 * (forward.Reads + forward.Writes));
    }
}
