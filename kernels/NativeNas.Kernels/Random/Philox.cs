namespace NativeNas.Kernels.Random;

/// <summary>Philox4x32-10: 128 random bits from a 64-bit key and a 128-bit counter (Salmon et al., SC 2011, §4).</summary>
public static class Philox
{
    /// <summary>The four words of counter (low, high) under the key.</summary>
    public static (uint A, uint B, uint C, uint D) Draw(ulong key, ulong low, ulong high)
    {
        uint a = (uint)low, b = (uint)(low >> 32), c = (uint)high, d = (uint)(high >> 32);
        uint k0 = (uint)key, k1 = (uint)(key >> 32);

        for (int round = 0; round < 10; round++)
        {
            ulong p = 0xD2511F53ul * a;
            ulong q = 0xCD9E8D57ul * c;
            (a, b, c, d) = ((uint)(q >> 32) ^ b ^ k0, (uint)q, (uint)(p >> 32) ^ d ^ k1, (uint)p);
            k0 += 0x9E3779B9u;
            k1 += 0xBB67AE85u;
        }

        return (a, b, c, d);
    }
}
