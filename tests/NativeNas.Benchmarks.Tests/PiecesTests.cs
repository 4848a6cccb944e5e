using NativeNas.Kernels;
using NativeNas.Kernels.Cpu;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Devices.Memory;
using NativeNas.Kernels.Values;
using NativeNas.Workloads;
using NativeNas.Workloads.Subjects;

namespace NativeNas.Benchmarks.Tests;

/// <summary>A machine of 64 cores finds work for all of them in every kernel of typical shapes.</summary>
public class PiecesTests
{
    private const int Cores = 64;

    [Theory]
    [InlineData("depthwise/n32_c96_h56_k5_s1")]
    [InlineData("depthwise/n64_c16_h32_k3_s1")]
    [InlineData("pointwise/n32_c24to144_h56")]
    [InlineData("pointwise/n64_c16to16_h32")]
    [InlineData("conv/n64_c16to16_h32_k3_s1")]
    [InlineData("conv/n64_c3to48_h32_k3_s1")]
    [InlineData("mixconv/n32_c240_h28_k357")]
    [InlineData("batchnorm_train/n64_c16_h32")]
    [InlineData("relu/n64_c16_h32")]
    [InlineData("max_pool3/n64_c16_h32")]
    [InlineData("avg_pool3/n64_c16_h32")]
    [InlineData("squeeze_excite/n64_c240_h28_r10")]
    [InlineData("mixed_op/n64_c16_h32_s1")]
    public void Typical_shapes_have_enough_pieces_in_either_direction(string name)
    {
        Workload workload = Catalog.Chosen([name])[0];
        using Recorder device = new();
        using ISubject subject = workload.On(device, workload.Images);

        foreach (Mode mode in workload.Modes)
        {
            device.Largest = 0;
            subject.Run(mode);
            Assert.True(device.Largest >= Cores, $"{name} {mode.Name}: at most {device.Largest} pieces in a phase");
        }
    }

    /// <summary>Runs fast forms as a device of 64 threads would cut them, with one.</summary>
    private sealed class Recorder() : CpuDevice<Block>("recorder", 1), ICpuPhases
    {
        private readonly ScratchStack scratch = new();

        public int Largest { get; set; }

        int ICpuPhases.Threads => Cores;

        public override void Run<TOperation>(in TOperation operation)
        {
            if (operation is ICpuForm { Covers: true } form)
            {
                form.Run(new(this));
            }
            else
            {
                operation.Run(this);
            }
        }

        private protected override Device Rehearsal(Pool<AddressSpace> pool) => throw new NotSupportedException();

        public override void Dispose()
        {
            base.Dispose();
            _ = ScratchStack.Enter(null);
            scratch.Dispose();
        }

        public override void Launch<TKernel>(Extent extent, in TKernel kernel)
        {
            Largest = Math.Max(Largest, KernelJob<TKernel, Block>.Pieces(extent, Cores));
            base.Launch(extent, kernel);
        }

        void ICpuPhases.Phase<TJob>(int pieces, in TJob job)
        {
            Largest = Math.Max(Largest, pieces);
            _ = ScratchStack.Enter(scratch);

            for (int piece = 0; piece < pieces; piece++)
            {
                job.Run(piece);
            }
        }
    }
}
