using NativeNas.Kernels.Geometry;
using NativeNas.Tensors;
using NativeNas.TestKit.References;

namespace NativeNas.Cli.Tests.Conformance;

public class WindowCasesTests
{
    /// <summary>Depthwise, pointwise, grouped and general: each goes to its own operator.</summary>
    [Theory]
    [InlineData(4, 4, 4, 3, 1, 1, false)]
    [InlineData(4, 4, 4, 3, 2, 1, true)]
    [InlineData(4, 8, 4, 3, 1, 2, false)]
    [InlineData(6, 4, 2, 1, 1, 1, true)]
    [InlineData(6, 5, 1, 1, 2, 1, false)]
    [InlineData(3, 20, 1, 3, 2, 2, true)]
    public void Conv_agrees_with_seven_loops(int channels, int filters, int groups, int kernel, int stride, int dilation, bool biased)
    {
        Shape x = new(2, channels, 9, 8), w = new(filters, channels / groups, kernel, kernel);
        int pad = kernel > 1 ? 2 : 0;
        Window window = new(kernel, kernel, stride, stride, dilation, dilation, 0, pad, pad, 0);
        double[] image = Numbers(x.Length, 1), weights = Numbers(w.Length, 2), bias = Numbers(filters, 3);
        double[] y = NaiveConvolution.Forward(image, x, weights, w, window, groups);
        int[] dims = [2, filters, window.OutHeight(9), window.OutWidth(8)];
        Line line = new("Conv", attributes: $$"""{"group": {{groups}}, "strides": [{{stride}}, {{stride}}], "dilations": [{{dilation}}, {{dilation}}], "pads": [0, {{pad}}, {{pad}}, 0]}""");
        line.In([2, channels, 9, 8], image).In([filters, channels / groups, kernel, kernel], weights);

        if (biased)
        {
            line.In([filters], bias);
            y = [.. y.Select((value, i) => value + bias[i / (dims[2] * dims[3]) % filters])];
        }

        line.Out(dims, y).Passes();
    }

    [Fact]
    public void One_dimension_is_an_image_of_one_row()
    {
        new Line("Conv", attributes: """{"pads": [1, 0], "dilations": [2]}""").In([1, 1, 5], 1, 2, 3, 4, 5).In([1, 1, 2], 10, 1).Out([1, 1, 4], 2, 13, 24, 35).Passes();
        new Line("AveragePool", attributes: """{"kernel_shape": [2], "strides": [2]}""").In([1, 1, 5], 1, 2, 3, 4, 5).Out([1, 1, 2], 1.5, 3.5).Passes();
        new Line("MaxPool", attributes: """{"kernel_shape": [2], "strides": [2], "ceil_mode": 1}""").In([1, 1, 5], 1, 2, 3, 4, 5).Out([1, 1, 3], 2, 4, 5).Passes();
    }

    [Theory]
    [InlineData("SAME_UPPER", 3.0, 7.0, 5.0)]
    [InlineData("SAME_LOWER", 1.0, 5.0, 9.0)]
    public void An_odd_padding_goes_to_the_side_that_auto_pad_names(string mode, double a, double b, double c) =>
        new Line("Conv", attributes: $$"""{"auto_pad": "{{mode}}", "strides": [2]}""").In([1, 1, 5], 1, 2, 3, 4, 5).In([1, 1, 2], 1, 1).Out([1, 1, 3], a, b, c).Passes();

    [Fact]
    public void Valid_means_no_padding_and_no_ceiling() =>
        new Line("MaxPool", attributes: """{"auto_pad": "VALID", "kernel_shape": [2], "strides": [2], "ceil_mode": 1}""").In([1, 1, 5], 1, 2, 3, 4, 5).Out([1, 1, 2], 2, 4).Passes();

    [Fact]
    public void Padding_counts_in_a_mean_when_asked()
    {
        new Line("AveragePool", attributes: """{"kernel_shape": [3], "pads": [1, 1], "count_include_pad": 1}""").In([1, 1, 3], 3, 6, 9).Out([1, 1, 3], 3, 6, 5).Passes();
        new Line("AveragePool", attributes: """{"kernel_shape": [3], "pads": [1, 1]}""").In([1, 1, 3], 3, 6, 9).Out([1, 1, 3], 4.5, 6, 7.5).Passes();
    }

    [Theory]
    [InlineData(0, 5.0, 3.0, 21.0, 19.0)]
    [InlineData(1, 4.0, 9.0, 17.0, 22.0)]
    public void Places_of_maxima_count_in_either_storage_order(int order, params double[] places)
    {
        double[] x = [1, 2, 3, 9, 4, 8, 5, 6, 7, 0, 1, 2, /**/ 0, 0, 1, 0, 0, 0, 0, 7, 3, 9, 0, 0];
        new Line("MaxPool", attributes: $$"""{"kernel_shape": [3, 2], "strides": [1, 2], "storage_order": {{order}}}""")
            .In([1, 2, 3, 4], x).Out([1, 2, 1, 2], 8, 9, 9, 7).Out([1, 2, 1, 2], "int64", places).Passes();
    }

    [Fact]
    public void Whole_planes_have_a_mean_and_a_maximum()
    {
        new Line("GlobalAveragePool").In([1, 2, 2, 2], 1, 2, 3, 4, 5, 6, 7, 9).Out([1, 2, 1, 1], 2.5, 6.75).Passes();
        new Line("GlobalMaxPool").In([1, 2, 1, 2, 2], -1, -2, -3, -4, 5, 6, 7, 9).Out([1, 2, 1, 1, 1], -1, 9).Passes();
    }

    [Fact]
    public void Whole_numbers_keep_their_type_under_a_maximum() =>
        new Line("MaxPool", attributes: """{"kernel_shape": [2]}""").In([1, 1, 3], "uint8", [3, 250, 7]).Out([1, 1, 2], "uint8", [250, 250]).Passes();

    [Fact]
    public void What_no_window_here_computes_is_said()
    {
        new Line("MaxPool", attributes: """{"kernel_shape": [1, 1, 1]}""").In([1, 1, 1, 1, 1], 1).Out([1, 1, 1, 1, 1], 1).IsUnsupported("rank 5");
        new Line("AveragePool", attributes: """{"kernel_shape": [1], "pads": [1, 0]}""").In([1, 1, 1], 1).Out([1, 1, 2], 0, 1).IsUnsupported("padding alone");
        new Line("AveragePool", attributes: """{"kernel_shape": [2], "pads": [-1, 0]}""").In([1, 1, 3], 1, 2, 3).Out([1, 1, 1], 2.5).IsUnsupported("not negative");
        new Line("MaxPool", attributes: """{"kernel_shape": [1], "auto_pad": "SAME"}""").In([1, 1, 1], 1).Out([1, 1, 1], 1).IsUnsupported("auto_pad is SAME");
        new Line("MaxPool").In([1, 1, 1], 1).Out([1, 1, 1], 1).IsUnsupported("kernel_shape is left out");
        new Line("Conv", attributes: """{"kernel_shape": [2]}""").In([1, 1, 3], 1, 2, 3).In([1, 1, 1], 1).Out([1, 1, 3], 1, 2, 3).IsUnsupported("not that of the weights");
        new Line("Conv", attributes: """{"group": 2}""").In([1, 3, 1], 1, 2, 3).In([2, 1, 1], 1, 1).Out([1, 2, 1], 1, 2).IsUnsupported("groups");
    }

    private static double[] Numbers(int count, int seed) => [.. Enumerable.Range(0, count).Select(i => Math.Round(Math.Sin((i * 1.7) + seed), 3))];
}
