using System.Globalization;
using NativeNas.Cli.Conformance.Cases;

namespace NativeNas.Cli.Conformance;

/// <summary>
/// |actual − expected| ≤ 1e-7 + 1e-3·|expected|, the tolerances of ONNX's own runner; whole numbers agree exactly, and
/// NaN equals NaN.
/// </summary>
internal static class Comparison
{
    private const double Absolute = 1e-7, Relative = 1e-3;

    /// <summary>What differs; null where nothing does.</summary>
    public static Difference? Of(CaseTensor expected, CaseTensor actual)
    {
        if (!expected.Dims.SequenceEqual(actual.Dims))
        {
            return new(expected.Name, $"the shape is {actual.Shape}; expected {expected.Shape}");
        }

        if (expected.IsReal != actual.IsReal)
        {
            return new(expected.Name, $"the type is {actual.Type}; expected {expected.Type}");
        }

        int wrong = 0, worst = -1;
        double error = 0;

        for (int i = 0; i < expected.Data.Length; i++)
        {
            (double e, double a) = (expected.Data[i], actual.Data[i]);

            if (!Agree(e, a, expected.IsReal))
            {
                double distance = double.IsFinite(e - a) ? Math.Abs(e - a) : double.PositiveInfinity;
                (worst, error) = wrong++ == 0 || distance > error ? (i, distance) : (worst, error);
            }
        }

        return wrong == 0 ? null : new(
            expected.Name,
            string.Create(CultureInfo.InvariantCulture, $"{wrong} of {expected.Data.Length} numbers differ, by up to {error:g3}: number {worst} is {actual.Data[worst]:g9}; expected {expected.Data[worst]:g9}"),
            worst,
            error,
            expected.Data[worst],
            actual.Data[worst]);
    }

    private static bool Agree(double expected, double actual, bool real) =>
        expected.Equals(actual) || expected == actual || (real && Math.Abs(expected - actual) <= Absolute + (Relative * Math.Abs(expected)) && double.IsFinite(expected));
}
