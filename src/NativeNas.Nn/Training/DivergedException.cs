namespace NativeNas.Nn.Training;

/// <summary>Training met NaN or infinity. The message says what, where and what usually helps.</summary>
public sealed class DivergedException(string what, double value, long step, Exception? inner = null) : Exception(
    $"{what} became {(double.IsNaN(value) ? "NaN" : "infinite")} at step {step}. A smaller learning rate or stronger clipping usually helps.",
    inner)
{
    /// <exception cref="DivergedException">The value is NaN or infinite.</exception>
    public static void ThrowUnlessFinite(double value, string what, long step)
    {
        if (!double.IsFinite(value))
        {
            throw new DivergedException(what, value, step);
        }
    }
}
