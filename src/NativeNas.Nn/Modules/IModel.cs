using NativeNas.Kernels.Devices;
using NativeNas.Tensors.Weights;

namespace NativeNas.Nn.Modules;

/// <summary>The values of a model, whatever its module.</summary>
public interface IModel
{
    Device Device { get; }

    WeightBuffer Weights { get; }

    WeightBuffer Statistics { get; }
}
