using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using NativeNas.Kernels;

namespace NativeNas.Supernets.Genotypes;

/// <summary>A genotype that cannot be: the message names the field, the value and what was expected.</summary>
public sealed class GenotypeException(string message, Exception? cause = null) : Exception(message, cause)
{
    internal static void Unless(
        [DoesNotReturnIf(false)] bool condition,
        [InterpolatedStringHandlerArgument(nameof(condition))] ref FailureMessage message)
    {
        if (!condition)
        {
            throw new GenotypeException(message.ToString());
        }
    }
}
