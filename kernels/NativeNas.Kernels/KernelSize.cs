using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Geometry;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels;

/// <summary>An operation whose kernel unrolls over the size of its window.</summary>
public interface ISizedOperation
{
    void Run<TView, TValue, TSize>(Device<TView, TValue> on, TSize rows, TSize columns)
        where TView : struct, IView<TValue>
        where TValue : unmanaged, IValue<TValue>
        where TSize : struct, ISize;
}

/// <summary>The one place that turns a window's size into a type.</summary>
public static class KernelSize
{
    public static void Run<TOperation, TView, TValue>(this TOperation operation, Window window, Device<TView, TValue> on)
        where TOperation : struct, ISizedOperation
        where TView : struct, IView<TValue>
        where TValue : unmanaged, IValue<TValue>
    {
        switch (window.KernelHeight == window.KernelWidth ? window.KernelHeight : 0)
        {
            case 3:
                operation.Run<TView, TValue, S3>(on, default, default);
                break;
            case 5:
                operation.Run<TView, TValue, S5>(on, default, default);
                break;
            case 7:
                operation.Run<TView, TValue, S7>(on, default, default);
                break;
            default:
                operation.Run<TView, TValue, AnySize>(on, new(window.KernelHeight), new(window.KernelWidth));
                break;
        }
    }
}
