using NativeNas.Kernels.Random;

namespace NativeNas.Data.Shapes;

/// <summary>The draws of one image, one after the other.</summary>
internal sealed class Draws(Rng rng)
{
    private long drawn;

    /// <summary>[low, high)</summary>
    public float Between(float low, float high) => low + ((high - low) * rng.Uniform(drawn++));

    public Colour Colour() => new(Between(0.1f, 0.9f), Between(0.1f, 0.9f), Between(0.1f, 0.9f));

    /// <summary>A direction, each equally likely: a point of the disc, normalized. It needs no sine, which differs between platforms.</summary>
    public (float X, float Y) Direction()
    {
        while (true)
        {
            float x = Between(-1, 1);
            float y = Between(-1, 1);
            float r = (x * x) + (y * y);

            if (r is < 1 and > 0.01f)
            {
                float length = MathF.Sqrt(r);
                return (x / length, y / length);
            }
        }
    }

    /// <summary>Nearly normal, mean 0 and variance 1: the four bytes of a draw, summed.</summary>
    public float Noise()
    {
        uint bits = rng.Bits(drawn++);
        int sum = (int)((bits & 255) + ((bits >> 8) & 255) + ((bits >> 16) & 255) + (bits >> 24));
        return (sum - 510) * (1 / 147.8f);
    }
}
