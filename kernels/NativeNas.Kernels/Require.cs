using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace NativeNas.Kernels;

/// <summary>Guards at public doors: a broken demand becomes an exception that says what was expected.</summary>
public static class Require
{
    /// <exception cref="ArgumentException">The condition does not hold; the message says what was expected.</exception>
    public static void That(
        [DoesNotReturnIf(false)] bool condition,
        [InterpolatedStringHandlerArgument(nameof(condition))] ref FailureMessage message)
    {
        if (!condition)
        {
            throw new ArgumentException(message.ToString());
        }
    }

    /// <exception cref="ArgumentException">The condition does not hold; the message says what was expected.</exception>
    public static void That([DoesNotReturnIf(false)] bool condition, string message)
    {
        if (!condition)
        {
            throw new ArgumentException(message);
        }
    }
}

/// <summary>Formats the message of a guard only when the guard fails, so that a guard on a hot path allocates nothing.</summary>
[InterpolatedStringHandler]
public ref struct FailureMessage
{
    private DefaultInterpolatedStringHandler text;

    public FailureMessage(int literalLength, int formattedCount, bool condition, out bool wanted)
    {
        wanted = !condition;
        text = wanted ? new(literalLength, formattedCount) : default;
    }

    public void AppendLiteral(string value) => text.AppendLiteral(value);

    public void AppendFormatted<T>(T value) => text.AppendFormatted(value);

    public void AppendFormatted<T>(T value, string? format) => text.AppendFormatted(value, format);

    public override string ToString() => text.ToStringAndClear();
}
