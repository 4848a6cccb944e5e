using NativeNas.Kernels.Devices;

namespace NativeNas.Search.Settings;

/// <summary>Everything that decides a run. Defaults suit a small run of a minute or two on two cores; <see cref="Preset.Darts"/> holds the published values.</summary>
public sealed record RunSettings
{
    [Setting("Every random draw of the run follows from it.", Min = 0)]
    public long Seed { get; init; } = 1;

    [Setting("Worker threads; 0 takes all cores. The result does not depend on it.", Min = 0, Max = 1024)]
    public int Threads { get; init; }

    [Setting("cpu, cpu-scalar (the slow oracle), a GPU such as cuda:0 or opencl:0, or auto: the fastest that passes a self-test. They agree to rounding, not to the bit.", Device = true)]
    public string Device { get; init; } = DeviceName.Cpu;

    [Setting("Of matrix products on CUDA devices: fp32, or tensor cores with operands in tf32 or bf16 and sums in fp32. Other devices compute in fp32.")]
    public MatrixPrecision Precision { get; init; }

    [Setting("on: chains of layers, such as an edge of the supernet, run as one op; off: layer by layer. The two agree to rounding, not to the bit.")]
    public Fusion Fusion { get; init; }

    [Setting("The most memory that images and buffers may take, such as 512MB or 1.5GB; steps run again where they cannot all be kept. The result does not depend on it.", Bytes = true)]
    public string Memory { get; init; } = MemorySize.Unlimited;

    [Setting("The images.")]
    public DataSettings Data { get; init; } = new();

    [Setting("The search for a cell.")]
    public SearchSettings Search { get; init; } = new();

    [Setting("Training the found network from scratch.")]
    public RetrainSettings Retrain { get; init; } = new();

    [Setting("When the state of the run is saved.")]
    public CheckpointSettings Checkpoint { get; init; } = new();
}
