using ILGPU;
using ILGPU.Algorithms;
using ILGPU.Runtime;
using ILGPU.Runtime.CPU;
using ILGPU.Runtime.Cuda;
using ILGPU.Runtime.OpenCL;

namespace NativeNas.Kernels.Gpu;

/// <summary>The GPUs of this machine by name: cuda:0 …, opencl:0 …, and ILGPU's debugger ilgpu-cpu.</summary>
public static class GpuDevices
{
    public static GpuDevice Open(string name)
    {
        Context context = Context.Create(builder => builder.CPU().OpenCL().Cuda().EnableAlgorithms().Optimize(OptimizationLevel.O1));
        Accelerator accelerator = name == "ilgpu-cpu"
            ? new CPUDevice(16, 1, 1).CreateAccelerator(context)
            : context.GetCLDevice(0).CreateAccelerator(context);
        return new(name, accelerator);
    }
}
