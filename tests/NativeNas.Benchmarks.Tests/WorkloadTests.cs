using NativeNas.Benchmarks.Paired;
using NativeNas.Workloads.Subjects;
using NativeNas.Workloads;
using NativeNas.Workloads.Families;
using NativeNas.Kernels.Cpu;

namespace NativeNas.Benchmarks.Tests;

public class WorkloadTests
{
    public static TheoryData<string> OneOfEachFamily =>
    [
        "depthwise/n64_c16_h32_k5_s2", "pointwise/n64_c16to16_h32", "conv/n64_c3to48_h32_k3_s1", "mixconv/n1_c96_h56_k3579",
        "squeeze_excite/n32_c240_h28_r10", "batchnorm_train/n64_c16_h32", "batchnorm_eval/n32_c96_h56", "hard_swish/n32_c96_h56",
        "global_average_pool/n32_c96_h56", "max_pool3/n64_c16_h32", "avg_pool3/n64_c16_h32", "mbconv/n32_c40to40_h28_e6_mix357_s1_se20",
        "mbconv_eval/n1_c40to40_h28_e6_k5_s1_se10", "mixed_op/n64_c16_h32_s1", "mixed_op/n64_c16_h32_s2", "linear/n3_c24to40", "separable/n64_c16_h32_k5_s2", "factorized_reduce/n64_c16to32_h32",
        "tanh/n1_c24_h9", "relu6/n1_c24_h9", "hard_sigmoid/n1_c24_h9", "softmax/n1_c40", "add/n1_c24_h9", "multiply/n1_c24_h9", "channel_scale/n1_c24_h9",
        "concatenate/n1_c24_h9", "shuffle/n1_c24_h9_g2",
    ];

    [Fact]
    public void Every_layer_family_is_tried_above() =>
        Assert.Empty(Catalog.Families.OfType<LayerFamily>().Select(family => family.Name).Except(["swish", "relu", "sigmoid", "efficientnet_b0_eval"]).Except(OneOfEachFamily.Select(row => row.Data.Split('/')[0])));

    [Theory]
    [MemberData(nameof(OneOfEachFamily))]
    public void Fast_and_scalar_agree_on_one_image_and_every_parameter_has_a_gradient(string name)
    {
        Workload workload = Catalog.Chosen([name])[0];
        using CpuDevice fast = new(2);
        using CpuScalarDevice scalar = new(2);
        using ISubject ours = workload.On(fast, 1), reference = workload.On(scalar, 1);
        IReadOnlyList<NamedValues> results = ours.Results(Mode.ForwardBackward);

        foreach ((NamedValues a, NamedValues b) in results.Zip(reference.Results(Mode.ForwardBackward)))
        {
            Assert.Null(Check.Complaint(a, b, workload.Tolerance));
            Assert.Contains(a.Values, value => value != 0);
        }

        Assert.Equal("y", results[0].Name);
        Assert.Equal("dx", results[1].Name);
    }

    [Fact]
    public void EfficientNet_has_as_many_parameters_as_published()
    {
        using CpuDevice device = new(1);
        using ISubject network = Catalog.Chosen(["efficientnet_b0_eval/n1_h224"])[0].On(device, 1);
        Assert.Equal(5_288_548, network.Cost.Parameters);
    }

    [Fact]
    public void A_wrong_number_is_noticed()
    {
        NamedValues reference = new("y", [1, -2, 0.5f]);
        Assert.Null(Check.Complaint(new("y", [1, -2, 0.50001f]), reference, 1e-4));
        Assert.Equal("y is off by 0.1 where the largest value is 2", Check.Complaint(new("y", [1, -2, 0.6f]), reference, 1e-4));
        Assert.NotNull(Check.Complaint(new("y", [1, float.NaN, 0.5f]), reference, 1e-4));
    }

    [Theory]
    [InlineData(2.00001f, 1, 1, "loss is off")]
    [InlineData(2, 1.04f, 1, "all gradients together are off")]
    [InlineData(2, 1, 1.06f, "d v is off")]
    [InlineData(2, 1, float.NaN, "d v is off")]
    [InlineData(2, 1.003f, 1.04f, null)]
    public void A_step_is_held_by_its_loss_and_all_gradients_beside_each_tensor(float loss, float many, float single, string? complaint)
    {
        Workload step = Catalog.Chosen(["darts_supernet_step/n16"])[0];
        NamedValues[] reference = [new("loss", [2]), new("d w", [1, .. Enumerable.Repeat(100f, 100)]), new("d v", [1])];
        NamedValues[] ours = [new("loss", [loss]), new("d w", [1, .. Enumerable.Repeat(100f * many, 100)]), new("d v", [single])];
        string? found = Check.Complaint(ours, reference, step);
        Assert.Equal(complaint, found?[..complaint!.Length]);
    }
}
