using NativeNas.Nn.Layers;

namespace NativeNas.Workloads.Families;

/// <summary>Convolutions: MobileNet-like stages, one large image, the sizes of a DARTS cell, stems and heads.</summary>
internal static class ConvolutionFamilies
{
    public static IEnumerable<Family> All =>
    [
        new LayerFamily("depthwise", "n c h k s d", "a filter a channel", s => Conv.Depthwise(s.C, s.Window))
        {
            Peer =
            [
                .. from input in new[] { "n32_c96_h56", "n32_c192_h28", "n1_c96_h112", "n64_c16_h32" }
                   from kernel in new[] { 3, 5, 7, 9 }
                   from stride in new[] { 1, 2 }
                   select $"{input}_k{kernel}_s{stride}",
                "n64_c16_h32_k3_s1_d2", "n64_c16_h32_k5_s1_d2",
            ],
            Gpu =
            [
                .. from input in new[] { "n128_c96_h56", "n64_c32_h112", "n256_c16_h32" }
                   from kernel in new[] { 3, 5 }
                   from stride in new[] { 1, 2 }
                   select $"{input}_k{kernel}_s{stride}",
                "n128_c96_h56_k7_s1", "n128_c96_h56_k9_s1", "n256_c16_h32_k3_s1_d2", "n256_c16_h32_k5_s1_d2",
            ],
        },
        new LayerFamily("pointwise", "n c h s g", "1×1: the matrix product of a network", s => Conv.Pointwise(s.C, s.Outputs, s.Stride, s["g", 1]))
        {
            Widens = true,
            Peer = ["n32_c96to24_h56", "n32_c24to144_h56", "n32_c192to64_h14", "n32_c384to64_h14", "n1_c24to144_h56", "n64_c16to16_h32"],
            Gpu = ["n128_c96to24_h56", "n128_c24to144_h56", "n256_c384to64_h14", "n128_c256to256_h28", "n256_c16to16_h32"],
            Own = ["n32_c192to320_h7", "n1_c1152to192_h7"],
        },
        new LayerFamily("conv", "n c h k s d g", "dense: every channel reads every other", s => Conv.Dense(s.C, s.Outputs, s.Window, s["g", 1]))
        {
            Widens = true,
            ReadsImages = true,
            Peer = ["n32_c3to32_h224_k3_s2", "n64_c3to48_h32_k3_s1", "n64_c16to16_h32_k3_s1", "n32_c64to64_h56_k3_s1"],
            Gpu = ["n64_c3to32_h224_k3_s2", "n256_c3to48_h32_k3_s1", "n256_c16to16_h32_k3_s1", "n128_c64to64_h56_k3_s1"],
        },
        new LayerFamily("mixconv", "n c h k s", "depthwise with several kernels, equally split", s => MixConv.Equal(s.C, s.Kernels, s.Stride))
        {
            Peer = ["n32_c96_h56_k3579", "n1_c96_h56_k3579", "n32_c240_h28_k357"],
            Gpu = ["n128_c96_h56_k3579", "n128_c240_h28_k357"],
        },
        new LayerFamily("linear", "n c", "x·Wᵀ + b", s => Conv.Linear(s.C, s.Outputs))
        {
            Widens = true,
            Gpu = ["n4096_c4096to4096", "n1024_c1280to1000"],
            Own = ["n512_c512to512", "n1024_c1024to1024", "n64_c1280to1000"],
        },
    ];
}
