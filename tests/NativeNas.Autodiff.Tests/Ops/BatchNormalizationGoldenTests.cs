using NativeNas.Autodiff.Ops;
using NativeNas.Kernels.Devices;
using NativeNas.TestKit;

namespace NativeNas.Autodiff.Tests.Ops;

/// <summary>PyTorch's batch normalization in training mode, float64.</summary>
public class BatchNormalizationGoldenTests
{
    [Theory, OnEveryDevice]
    public void Forward_and_backward_match(Device device) => Golden.Holds(device, "batchnorm_train", new BatchNormalization(), ["weight", "bias"]);
}
