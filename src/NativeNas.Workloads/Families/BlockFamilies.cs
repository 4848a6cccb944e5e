using NativeNas.Autodiff;
using NativeNas.Workloads.Blocks;
using NativeNas.Zoo.Blocks;

namespace NativeNas.Workloads.Families;

/// <summary>Chains of kernels, those that fused ops stand for among them, and whole networks.</summary>
internal static class BlockFamilies
{
    private const string MBConvWords = "n c h e k mix s se";

    public static IEnumerable<Family> Small =>
    [
        new LayerFamily("squeeze_excite", "n c h r", "x · sigmoid(W₂·swish(W₁·mean x))", s => new SqueezeExcite(s.C, s["r", 4])) { Peer = ["n32_c96_h56_r4", "n32_c240_h28_r10"], Gpu = ["n128_c96_h56_r4", "n128_c240_h28_r10"], Fuses = true },
    ];

    public static IEnumerable<Family> Large =>
    [
        new LayerFamily("separable", "n c h k s", "twice relu → depthwise → pointwise → norm", s => SeparableConv.Twice(s.C, s["k", 3], s.Stride)) { Gpu = ["n256_c16_h32_k3_s1", "n256_c16_h32_k5_s2"], Own = ["n64_c16_h32_k3_s1", "n64_c16_h32_k5_s2"], CheckedImages = 2, Tolerance = 1e-3, Fuses = true },
        new LayerFamily("factorized_reduce", "n c h", "halves the image by two strided pointwise convolutions", s => new FactorizedReduce(s.C, s.Outputs)) { Own = ["n64_c16to32_h32"], CheckedImages = 2, Tolerance = 1e-3, Widens = true },
        new LayerFamily("mbconv", MBConvWords, "inverted residual block with squeeze-excite", s => new MBConv(MBConvOf(s))) { Peer = ["n32_c24to40_h56_e6_k5_s2_se6", "n32_c40to40_h28_e6_k5_s1_se10", "n32_c40to40_h28_e6_mix357_s1_se20"], Gpu = ["n128_c24to40_h56_e6_k5_s2_se6", "n128_c40to40_h28_e6_k5_s1_se10", "n128_c40to40_h28_e6_mix357_s1_se20"], Widens = true, Fuses = true },
        new LayerFamily("mbconv_eval", MBConvWords, "the same with running statistics", s => new MBConv(MBConvOf(s))) { Peer = ["n1_c40to40_h28_e6_k5_s1_se10"], Gpu = ["n128_c40to40_h28_e6_k5_s1_se10"], Pass = TapeMode.Evaluation, Widens = true, Fuses = true },
        new LayerFamily("mixed_op", "n c h s", "an edge of a DARTS supernet, eight candidates alive", s => new MixedEdge(s.C, s.Stride)) { Peer = ["n64_c16_h32_s1", "n64_c16_h32_s2", "n16_c64_h8_s1"], Gpu = ["n64_c16_h32_s1", "n256_c16_h32_s1", "n256_c16_h32_s2", "n256_c64_h8_s1"], CheckedImages = 2, Tolerance = 1e-3, Fuses = true },
        new LayerFamily("efficientnet_b0_eval", "n h", "EfficientNet-B0, inference", _ => new EfficientNetB0(1000)) { Channels = 3, ReadsImages = true, Peer = ["n1_h224", "n8_h224"], Gpu = ["n64_h224"], Pass = TapeMode.Evaluation, CheckedImages = 1, Tolerance = 1e-3, Fuses = true },
        new SupernetFamily { Peer = ["n16", "n64"], Gpu = ["n64", "n256"], Fuses = true },
    ];

    private static MBConvSettings MBConvOf(ShapeWords s) => new(s.C, s.Outputs, s["e", 6], s.Kernels, s.Stride, s["se", 0]);
}
