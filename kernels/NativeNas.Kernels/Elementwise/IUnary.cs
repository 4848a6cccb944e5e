using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.Elementwise;

/// <summary>y = f(x), element by element, and its derivative by x and y.</summary>
public interface IUnary
{
    /// <summary>Whether f(0) = 0, so that lanes beyond C stay zero by themselves.</summary>
    static abstract bool KeepsZero { get; }

    /// <summary>Whether the derivative reads x; otherwise it reads y alone.</summary>
    static abstract bool ReadsInput { get; }

    /// <summary>Whether f is x where its derivative by y is not 0, and a constant on each side of that: relu, relu6.</summary>
    static virtual bool IsGate => false;

    T Forward<T>(T x)
        where T : unmanaged, IValue<T>;

    /// <summary>f′·dy, from x where <see cref="ReadsInput"/> holds, else from y.</summary>
    T Backward<T>(T read, T dy)
        where T : unmanaged, IValue<T>;

    /// <summary>f(x), and f′(x) beside it, for functions whose two forms share work.</summary>
    static virtual T Both<TFunction, T>(TFunction f, T x, out T slope)
        where TFunction : struct, IUnary
        where T : unmanaged, IValue<T>
    {
        T y = f.Forward(x);
        slope = f.Backward(TFunction.ReadsInput ? x : y, T.Of(1f));
        return y;
    }
}
