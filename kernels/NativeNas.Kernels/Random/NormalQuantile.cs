namespace NativeNas.Kernels.Random;

/// <summary>
/// The inverse of the standard normal distribution function, relative error below 1.2e-9 (P. Acklam's rational
/// approximation). Only IEEE-exact operations, so that every machine gives the same bits.
/// </summary>
public static class NormalQuantile
{
    private const double Tail = 0.02425;

    /// <param name="p">A probability strictly between 0 and 1.</param>
    public static double Of(double p) => p < Tail ? Lower(p) : p > 1 - Tail ? -Lower(1 - p) : Middle(p - 0.5);

    private static double Middle(double q)
    {
        double r = q * q;
        double above = ((((((((((-3.969683028665376e+01 * r) + 2.209460984245205e+02) * r) - 2.759285104469687e+02) * r) + 1.383577518672690e+02) * r) - 3.066479806614716e+01) * r) + 2.506628277459239e+00) * q;
        double below = (((((((((-5.447609879822406e+01 * r) + 1.615858368580409e+02) * r) - 1.556989798598866e+02) * r) + 6.680131188771972e+01) * r) - 1.328068155288572e+01) * r) + 1;
        return above / below;
    }

    private static double Lower(double p)
    {
        double q = Math.Sqrt(-2 * Log(p));
        double above = (((((((((-7.784894002430293e-03 * q) - 3.223964580411365e-01) * q) - 2.400758277161838e+00) * q) - 2.549732539343734e+00) * q) + 4.374664141464968e+00) * q) + 2.938163982698783e+00;
        double below = (((((((7.784695709041462e-03 * q) + 3.224671290700398e-01) * q) + 2.445134137142996e+00) * q) + 3.754408661907416e+00) * q) + 1;
        return above / below;
    }

    /// <summary>ln p = e·ln 2 + 2·artanh((m − 1) / (m + 1)) for p = m·2ᵉ.</summary>
    private static double Log(double p)
    {
        int exponent = Math.ILogB(p);
        double mantissa = Math.ScaleB(p, -exponent);
        double t = (mantissa - 1) / (mantissa + 1);
        double square = t * t, power = t, sum = 0;

        for (int k = 1; k < 40; k += 2)
        {
            sum += power / k;
            power *= square;
        }

        return (exponent * 0.69314718055994531) + (2 * sum);
    }
}
