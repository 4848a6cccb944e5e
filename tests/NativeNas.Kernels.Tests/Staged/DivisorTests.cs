using NativeNas.Kernels.Staged.Products;

namespace NativeNas.Kernels.Tests.Staged;

public class DivisorTests
{
    [Fact]
    public void Quotients_are_those_of_division()
    {
        foreach (int value in (int[])[.. Enumerable.Range(1, 300), 1023, 1024, 1025, 65535, 65537, 1 << 30, int.MaxValue - 1, int.MaxValue])
        {
            Divisor divisor = Divisor.Of(value);
            long largest = (long)int.MaxValue / value;

            foreach (long quotient in (long[])[0, 1, 2, 3, 1000, largest / 2, largest - 1, largest])
            {
                foreach (long n in (long[])[(quotient * value) - 1, quotient * value, (quotient * value) + value - 1])
                {
                    if (n is >= 0 and <= int.MaxValue)
                    {
                        Assert.Equal((int)(n / value), divisor.Quotient((int)n));
                    }
                }
            }
        }
    }
}
