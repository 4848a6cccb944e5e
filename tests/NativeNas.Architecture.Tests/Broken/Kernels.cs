using NativeNas.Kernels;

namespace NativeNas.Architecture.Tests.Broken;

/// <summary>Kernels that break one rule each; the scan must find every one.</summary>
public readonly struct MakesArray : IKernel
{
    public void Invoke(int lane, int column, int row, int plane) => GC.KeepAlive(new int[column]);
}

public readonly struct UsesSpan(IntPtr at) : IKernel
{
    public unsafe void Invoke(int lane, int column, int row, int plane) => new Span<int>((void*)at, lane).Clear();
}

public readonly struct LoadsString : IKernel
{
    public void Invoke(int lane, int column, int row, int plane) => GC.KeepAlive("text");
}

public readonly struct Boxes : IKernel
{
    public void Invoke(int lane, int column, int row, int plane) => GC.KeepAlive((object)lane);
}

public readonly struct Tries(int divisor) : IKernel
{
    public void Invoke(int lane, int column, int row, int plane)
    {
        try
        {
            _ = lane / divisor;
        }
        finally
        {
            _ = column / divisor;
        }
    }
}

/// <summary>The fault is two calls away, in a static class.</summary>
public readonly struct Throws : IKernel
{
    public void Invoke(int lane, int column, int row, int plane) => Further.Away(lane);
}

public static class Further
{
    public static void Away(int lane) => Farthest(lane);

    public static void Home()
    {
    }

    private static void Farthest(int lane)
    {
        if (lane < 0)
        {
            throw new InvalidOperationException();
        }
    }
}

public readonly struct CallsVirtually(IComparable other) : IKernel
{
    public void Invoke(int lane, int column, int row, int plane) => _ = other.CompareTo(null);
}

public readonly struct MakesDelegate : IKernel
{
    public void Invoke(int lane, int column, int row, int plane) => GC.KeepAlive(new Action(Further.Home));
}

public readonly struct TouchesStatic : IKernel
{
    private static int total;

    public void Invoke(int lane, int column, int row, int plane) => total += lane;
}

public readonly struct Fuses(float a) : IReduction<float>
{
    public float Gather(int lane, int group, int piece) => a;

    public float Combine(float a, float b) => MathF.FusedMultiplyAdd(a, b, a);

    public void Store(int lane, int group, float total)
    {
    }
}

public readonly struct Clamps : IKernel
{
    public void Invoke(int lane, int column, int row, int plane) => _ = Math.Clamp(lane, column, row);
}

public readonly struct Prints : IKernel
{
    public void Invoke(int lane, int column, int row, int plane) => Console.WriteLine(lane);
}

public readonly struct AllocatesOnStack : IKernel
{
    public unsafe void Invoke(int lane, int column, int row, int plane)
    {
        int* cells = stackalloc int[column];
        cells[0] = lane;
    }
}

public readonly struct HoldsBool(bool flag) : IKernel
{
    public void Invoke(int lane, int column, int row, int plane) => _ = flag ? lane : row;
}

public readonly record struct Inner(char Letter);

public readonly struct HoldsCharInside(Inner inner) : IKernel
{
    public void Invoke(int lane, int column, int row, int plane) => _ = inner;
}

public readonly struct HoldsReference(object state) : IKernel
{
    public void Invoke(int lane, int column, int row, int plane) => GC.KeepAlive(state);
}
