using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Elementwise;
using NativeNas.Tensors;

namespace NativeNas.Autodiff;

/// <summary>Where a gradient goes, and whether it is added to what is there.</summary>
public readonly record struct Gradient(Tensor Tensor, bool Accumulate)
{
    public Region Data => Tensor.Data;

    /// <summary>Puts a gradient that lies elsewhere, padded alike.</summary>
    public void Put(Region values)
    {
        Region source = values with { Length = Data.Length };

        if (Accumulate)
        {
            Data.Device.Run(new Combine(1f, source, 1f, Data, Data));
        }
        else
        {
            Data.Device.Run(new Copy(source, Data));
        }
    }

    /// <summary>Puts zeros: nothing arrived.</summary>
    public void PutNothing()
    {
        if (!Accumulate)
        {
            Data.Device.Run(new Fill(Data, 0f));
        }
    }
}
