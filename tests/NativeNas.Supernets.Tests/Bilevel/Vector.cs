namespace NativeNas.Supernets.Tests.Bilevel;

/// <summary>Weights in float64 that count who has not given them back, and refuse use afterwards.</summary>
public sealed class Vector : IDisposable
{
    private readonly double[] values;
    private bool disposed;

    public Vector(params double[] values)
    {
        this.values = values;
        Alive++;
    }

    [ThreadStatic]
    public static int Alive;

    public double[] Values => disposed ? throw new ObjectDisposedException(nameof(Vector)) : values;

    public void Dispose()
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        disposed = true;
        Alive--;
    }
}
