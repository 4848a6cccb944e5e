using System.Runtime.InteropServices;

namespace NativeNas.Kernels.Gpu.Tests.Trials;

/// <summary>What an operation has written.</summary>
internal sealed record Outcome(string Name, float[] Values, Form Form)
{
    /// <summary>Whether every float, padding included, has the same bits.</summary>
    public bool IsSame(Outcome other) => MemoryMarshal.Cast<float, int>(Values).SequenceEqual(MemoryMarshal.Cast<float, int>(other.Values));

    /// <summary>
    /// The first float that is further off than tolerance times the largest magnitude, or, in lanes that are no channel,
    /// than a zero may be: not at all. Infinities and NaNs are to be the same ones; what lies behind a row of numbers is
    /// nobody's.
    /// </summary>
    public int? FirstOff(Outcome expected, float tolerance)
    {
        float most = tolerance * expected.Values.Where(float.IsFinite).Select(MathF.Abs).DefaultIfEmpty(0).Max();

        for (int i = 0; i < Values.Length; i++)
        {
            float a = Values[i], b = expected.Values[i], allowed = Form.IsPadding(i) && b == 0 ? 0 : most;

            if ((Form.IsBlocked || !Form.IsPadding(i)) && !a.Equals(b) && !(MathF.Abs(a - b) <= allowed))
            {
                return i;
            }
        }

        return null;
    }
}
