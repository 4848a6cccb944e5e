using NativeNas.Autodiff;
using NativeNas.Autodiff.Ops;
using NativeNas.Kernels.Elementwise;
using NativeNas.Kernels.Geometry;
using NativeNas.Nn.Layers;
using NativeNas.Nn.Modules;
using NativeNas.Workloads.Blocks;

namespace NativeNas.Workloads.Families;

/// <summary>Norms, activations, poolings and other kernels that memory bounds.</summary>
internal static class ElementFamilies
{
    private const string Map = "n c h";

    /// <summary>9.6 million values.</summary>
    private const string Stage = "n32_c96_h56";

    /// <summary>A cell of DARTS: a million values, 8 MB in and out.</summary>
    private const string Cell = "n64_c16_h32";

    /// <summary>38.5 million values, 308 MB in and out: beyond the caches of any GPU.</summary>
    private const string GpuStage = "n128_c96_h56";

    /// <summary>A cell of DARTS for a batch of 256: 4.2 million values.</summary>
    private const string GpuCell = "n256_c16_h32";

    /// <summary>67 million values, 512 MB in and out.</summary>
    private const string Memory = "n64_c64_h128";

    public static IEnumerable<Family> All =>
    [
        new LayerFamily("batchnorm_train", Map, "batch normalization, batch statistics", s => new BatchNorm(s.C)) { Peer = [Stage, Cell], Gpu = [GpuStage, GpuCell] },
        new LayerFamily("batchnorm_eval", Map, "batch normalization, running statistics", s => new BatchNorm(s.C)) { Peer = [Stage], Gpu = [GpuStage], Own = [Cell, Memory], Pass = TapeMode.Evaluation },
        Activation<Swish>("swish", "x · sigmoid(x)", Cell, Memory),
        Activation<Relu>("relu", "max(x, 0)", Cell, Memory),
        Activation<HardSwish>("hard_swish", "x · min(max(x + 3, 0), 6) / 6"),
        Activation<Sigmoid>("sigmoid", "1 / (1 + e⁻ˣ)", Cell, Memory),
        Pooling("global_average_pool", "the mean over pixels", new GlobalAveragePooling()) with { Peer = [Stage], Gpu = [GpuStage] },
        Pooling("max_pool3", "maximum of 3×3", new MaxPooling(Window.Same(3))),
        Pooling("avg_pool3", "mean of 3×3, padding not counted", new AveragePooling(Window.Same(3), CountPadding: false)),
    ];

    /// <summary>What the peer does not time.</summary>
    public static IEnumerable<Family> Own =>
    [
        Activation<Tanh>("tanh", "(eˣ − e⁻ˣ) / (eˣ + e⁻ˣ)", Stage) with { Peer = [], Gpu = [] },
        Activation<Relu6>("relu6", "min(max(x, 0), 6)", Stage) with { Peer = [], Gpu = [] },
        Activation<HardSigmoid>("hard_sigmoid", "min(max(x + 3, 0), 6) / 6", Stage) with { Peer = [], Gpu = [] },
        new LayerFamily("softmax", "n c", "over channels", _ => new Function(new Softmax())) { Own = ["n1024_c1000"] },
        new LayerFamily("add", Map, "a + b", _ => new Joined(new Add())) { Own = [Cell, Stage, Memory], Others = x => [x] },
        new LayerFamily("multiply", Map, "a · b", _ => new Joined(new Multiply())) { Own = [Cell, Stage], Others = x => [x] },
        new LayerFamily("channel_scale", Map, "a map by a number a channel and image", _ => new Joined(new ChannelScale())) { Own = [Stage], Others = x => [new(x.N, x.C)] },
        new LayerFamily("concatenate", Map, "channels of two maps one behind the other", _ => new Joined(new Concatenate())) { Own = [Cell, "n64_c24_h32"], Others = x => [x] },
        new LayerFamily("shuffle", "n c h g", "channels of groups interleaved", s => new Function(new ChannelShuffle(s["g", 2]))) { Own = ["n32_c96_h56_g2"] },
    ];

    private static LayerFamily Activation<TFunction>(string name, string about, params string[] own)
        where TFunction : struct, IUnary =>
        new(name, Map, about, _ => new Function(new Activation<TFunction>())) { Peer = [Stage], Gpu = [GpuStage], Own = own };

    private static LayerFamily Pooling(string name, string about, Op op) => new(name, Map, about, _ => new Function(op)) { Peer = [Stage, Cell], Gpu = [GpuStage, GpuCell] };
}
