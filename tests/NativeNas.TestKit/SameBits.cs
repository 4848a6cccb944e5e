using NativeNas.Autodiff;
using NativeNas.Kernels.Cpu;
using NativeNas.Kernels.Devices;
using Xunit;

namespace NativeNas.TestKit;

/// <summary>Runs an op forward and backward on two devices and compares every float, padding included, by its bits.</summary>
public static class SameBits
{
    /// <summary>The portable kernels: a channel at a time against sixteen.</summary>
    public static void OfScalarAndVector(Op op, params CheckedInput[] inputs)
    {
        using CpuScalarDevice scalar = new(2);
        using CpuDevice portable = new(2, CpuForms.Portable);
        Hold(op, scalar, portable, inputs);
    }

    /// <summary>The portable kernels against faster forms that keep their order.</summary>
    public static void OfPortableAndFast(Op op, params CheckedInput[] inputs)
    {
        using CpuDevice portable = new(2, CpuForms.Portable), fast = new(2);
        Hold(op, portable, fast, inputs);
    }

    /// <summary>One, two and three threads, with the faster forms.</summary>
    public static void ForAnyThreads(Op op, params CheckedInput[] inputs)
    {
        using CpuDevice one = new(1), two = new(2), three = new(3);
        Hold(op, one, two, inputs);
        Hold(op, one, three, inputs);
    }

    public static void Hold(Op op, Device first, Device second, CheckedInput[] inputs)
    {
        (string Name, float[] Values)[] a = Run(first, op, inputs), b = Run(second, op, inputs);

        for (int i = 0; i < a.Length; i++)
        {
            for (int j = 0; j < a[i].Values.Length; j++)
            {
                Assert.True(
                    BitConverter.SingleToInt32Bits(a[i].Values[j]) == BitConverter.SingleToInt32Bits(b[i].Values[j]),
                    $"{op} {a[i].Name}, float {j}: {a[i].Values[j]:R} on {first.Name}, {b[i].Values[j]:R} on {second.Name}.");
            }
        }
    }

    private static (string Name, float[] Values)[] Run(Device device, Op op, CheckedInput[] inputs) =>
        [.. OpRun.On(device, op, inputs).Select(left => (left.Name, left.Tensor.Data.ToArray()))];
}
