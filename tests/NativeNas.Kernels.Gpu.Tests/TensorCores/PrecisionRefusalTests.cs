using ILGPU.Runtime.Cuda;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Gpu.TensorCores;

namespace NativeNas.Kernels.Gpu.Tests.TensorCores;

public sealed class PrecisionRefusalTests
{
    [Theory]
    [InlineData(MatrixPrecision.Tf32, "tf32")]
    [InlineData(MatrixPrecision.Bf16, "bf16")]
    public void A_card_older_than_Ampere_refuses_tensor_cores_by_name(MatrixPrecision precision, string word)
    {
        Assert.Equal($"cuda:1 is of SM_75 and computes in fp32; precision {word} is for CUDA devices from SM_80 on", PrecisionRefusal.Of("cuda:1", CudaArchitecture.SM_75, precision));
        Assert.Null(PrecisionRefusal.Of("cuda:1", CudaArchitecture.SM_80, precision));
        Assert.Null(PrecisionRefusal.Of("cuda:1", CudaArchitecture.SM_90, precision));
    }

    [Fact]
    public void Every_device_computes_in_fp32()
    {
        Assert.Null(PrecisionRefusal.Of("cuda:1", CudaArchitecture.SM_60, MatrixPrecision.Fp32));
        Assert.Null(PrecisionRefusal.Of("opencl:0", null, MatrixPrecision.Fp32));
    }
}
