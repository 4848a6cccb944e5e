namespace NativeNas.Cli.Tests.Conformance;

public class ChannelCasesTests
{
    [Fact]
    public void Batch_normalization_takes_given_statistics()
    {
        new Line("BatchNormalization", 15, """{"epsilon": 1e-5}""")
            .In([1, 2, 2], 1, 3, 10, 20).In([2], 2, 1).In([2], 0.5, -1).In([2], 1, 10).In([2], 4, 25)
            .Out([1, 2, 2], 0.5, 2.5, -1, 1).Passes();
        new Line("BatchNormalization", 6, """{"is_test": 1}""").In([1, 1], 3).In([1], 2).In([1], 1).In([1], 1).In([1], 4).Out([1, 1], 3).Passes();
        new Line("BatchNormalization", 9).In([1, 1], 3).In([1], 2).In([1], 1).In([1], 1).In([1], 4).Out([1, 1], 3).Passes();
    }

    [Fact]
    public void Batch_normalization_moves_running_statistics_in_training()
    {
        Line Case(double momentum) => new Line("BatchNormalization", 15, $$"""{"training_mode": 1, "momentum": {{momentum}}}""")
            .In([2, 1, 2], 1, 3, 5, 7).In([1], 1).In([1], 0).In([1], 8).In([1], 1)
            .Out([2, 1, 2], -1.3416, -0.44721, 0.44721, 1.3416);

        Case(0.75).Out([1], 7).Out([1], 2).Passes();
        Case(0.5).Out([1], 6).Out([1], 3).Passes();
        Case(0.5).Passes();
    }

    [Fact]
    public void Statistics_outside_of_training_and_old_forms_are_not_expressed()
    {
        Line Case(int opset, string attributes) => new Line("BatchNormalization", opset, attributes).In([1, 1], 3).In([1], 2).In([1], 1).In([1], 1).In([1], 4).Out([1, 1], 3);

        Case(15, "{}").Out([1], 1).IsUnsupported("outside of training_mode");
        Case(7, """{"spatial": 0}""").IsUnsupported("spatial");
        Case(6, "{}").IsUnsupported("version 6");
        new Line("BatchNormalization", 15).In([1, 2], 3, 4).In([1], 2).In([1], 1).In([1], 1).In([1], 4).Out([1, 2], 3, 4).IsUnsupported("2 channels");
    }

    [Fact]
    public void Instances_are_normalized_apart() =>
        new Line("InstanceNormalization").In([2, 1, 2], 1, 3, 10, 30).In([1], 2).In([1], 1).Out([2, 1, 2], -1, 3, -1, 3).Passes();

    [Fact]
    public void Softmax_goes_along_its_axis_or_before_version_13_over_all_behind_it()
    {
        double[] x = [0, Math.Log(3), Math.Log(2), Math.Log(2)];
        new Line("Softmax", 13).In([1, 2, 2], x).Out([1, 2, 2], 0.25, 0.75, 0.5, 0.5).Passes();
        new Line("Softmax", 13, """{"axis": 1}""").In([1, 2, 2], x).Out([1, 2, 2], 1 / 3.0, 0.6, 2 / 3.0, 0.4).Passes();
        new Line("Softmax", 11).In([1, 2, 2], x).Out([1, 2, 2], 0.125, 0.375, 0.25, 0.25).Passes();
        new Line("LogSoftmax", 13).In([2], 0, Math.Log(3)).Out([2], Math.Log(0.25), Math.Log(0.75)).Passes();
        new Line("Softmax", 13, """{"axis": 3}""").In([1, 2, 2], x).Out([1, 2, 2], x).IsUnsupported("axis 3 of a tensor of rank 3");
    }

    [Fact]
    public void Joins_and_splits_take_any_axis()
    {
        new Line("Concat", attributes: """{"axis": -1}""").In([2, 1], 1, 2).In([2, 2], 3, 4, 5, 6).Out([2, 3], 1, 3, 4, 2, 5, 6).Passes();
        new Line("Concat", attributes: """{"axis": 0}""").In([1], "int64", [7]).In([2], "int64", [8, 9]).Out([3], "int64", [7, 8, 9]).Passes();
        new Line("Concat", attributes: """{"axis": 0}""").In([1, 2, 3], 1, 2, 3, 4, 5, 6).In([1, 3, 2], 1, 2, 3, 4, 5, 6).Out([1, 1], 0).IsUnsupported("does not join");
        new Line("Split", 18, """{"axis": 1}""").In([2, 3], 1, 2, 3, 4, 5, 6).In([2], "int64", [1, 2]).Out([2, 1], 1, 4).Out([2, 2], 2, 3, 5, 6).Passes();
        new Line("Split", 11, """{"split": [2, 1]}""").In([3], 1, 2, 3).Out([2], 1, 2).Out([1], 3).Passes();
        new Line("Split", 18, """{"num_outputs": 2}""").In([3], 1, 2, 3).Out([2], 1, 2).Out([1], 3).Passes();
        new Line("Split", 13).In([3], 1, 2, 3).Out([2], 1, 2).Out([1], 3).IsUnsupported("equal parts");
        new Line("Split", 13).In([3], 1, 2, 3).In([2], "int64", [0, 3]).Out([0]).Out([3], 1, 2, 3).IsUnsupported("sizes of at least 1");
        new Line("Flatten", attributes: """{"axis": 2}""").In([1, 2, 1, 2, 1], 1, 2, 3, 4).Out([2, 2], 1, 2, 3, 4).Passes();
        new Line("Flatten", attributes: """{"axis": 2}""").In([1, 2], 1, 2).Out([2, 1], 1, 2).Passes();
    }

    [Fact]
    public void Matrix_products_are_linear_layers()
    {
        double[] a = [1, 2, 3, 4, 5, 6], b = [1, 0, 0, 1, 1, 1];
        new Line("Gemm").In([2, 3], a).In([3, 2], b).In([2], 10, 20).Out([2, 2], 14, 25, 20, 31).Passes();
        new Line("Gemm", attributes: """{"alpha": 2.0, "beta": 0.5}""").In([2, 3], a).In([3, 2], b).In([2, 1], 10, 20).Out([2, 2], 13, 15, 30, 32).Passes();
        new Line("Gemm", attributes: """{"transA": 1, "transB": 1}""").In([3, 2], 1, 4, 2, 5, 3, 6).In([2, 3], 1, 0, 1, 0, 1, 1).Out([2, 2], 4, 5, 10, 11).Passes();
        new Line("Gemm").In([1, 1], 2).In([1, 2], 3, 4).In([2, 2], 1, 2, 3, 4).Out([2, 2], 7, 10, 9, 12).IsUnsupported("does not broadcast");
        new Line("Gemm").In([2, 3], a).In([2, 2], 1, 2, 3, 4).Out([2, 2], 0, 0, 0, 0).IsUnsupported("weights");
        new Line("Gemm", 6, """{"broadcast": 1}""").In([2, 3], a).In([3, 2], b).In([2], 10, 20).Out([2, 2], 14, 25, 20, 31).Passes();
        new Line("MatMul").In([2, 1, 2], 1, 2, 3, 4).In([2, 1], 1, 10).Out([2, 1, 1], 21, 43).Passes();
        new Line("MatMul").In([2], 1, 2).In([2], 3, 4).Out([], 11).Passes();
    }

    [Theory]
    [InlineData("mean", 1.5)]
    [InlineData("sum", 3.0)]
    public void Cross_entropy_takes_weights_and_leaves_ignored_samples_out(string reduction, double factor)
    {
        double[] x = [0, 0, 5, 5, 1, 1];
        double ln2 = Math.Log(2);
        double[] labels = [0, 1, 1];
        new Line("SoftmaxCrossEntropyLoss", 13, $$"""{"reduction": "{{reduction}}"}""")
            .In([3, 2], x).In([3], "int64", labels).Out([], reduction == "mean" ? ln2 : 3 * ln2).Passes();
        new Line("SoftmaxCrossEntropyLoss", 13, $$"""{"reduction": "{{reduction}}", "ignore_index": 0}""")
            .In([3, 2], x).In([3], "int64", labels).Out([], reduction == "mean" ? ln2 : 2 * ln2).Passes();
        new Line("SoftmaxCrossEntropyLoss", 13, $$"""{"reduction": "{{reduction}}"}""")
            .In([3, 2], 0, 0, 5, 5, 1, 1).In([3], "int32", labels).In([2], 2, 0.5).Out([], reduction == "mean" ? ln2 : factor * ln2).Passes();
    }

    [Fact]
    public void Cross_entropy_without_reduction_keeps_every_pixel()
    {
        double a = Math.Log(4), b = Math.Log(4.0 / 3), c = Math.Log(2);
        double l = Math.Log(3);
        new Line("SoftmaxCrossEntropyLoss", 13, """{"reduction": "none", "ignore_index": -1}""")
            .In([1, 2, 3], 0, 0, 0, l, l, 0).In([1, 3], "int64", [0, 1, -1]).Out([1, 3], a, b, 0)
            .Out([1, 2, 3], -a, -a, -c, -b, -b, -c).Passes();
        new Line("SoftmaxCrossEntropyLoss", 13, """{"reduction": "none"}""")
            .In([1, 2, 2], 0, 0, l, l).In([1, 2], "int64", [0, 1]).In([2], 3, 2).Out([1, 2], 3 * a, 2 * b).Passes();
    }

    [Fact]
    public void Losses_that_have_no_number_are_not_expressed()
    {
        new Line("SoftmaxCrossEntropyLoss", 13, """{"ignore_index": 0}""").In([1, 2], 0, 0).In([1], "int64", [0]).Out([], 0).IsUnsupported("every label is ignored");
        new Line("SoftmaxCrossEntropyLoss", 13).In([1, 2], 0, 0).In([1], "int64", [2]).Out([], 0).IsUnsupported("outside of 0 … 1");
        new Line("SoftmaxCrossEntropyLoss", 13).In([1, 2], 0, 0).In([1], "int64", [0]).In([2], 0, 1).Out([], 0).IsUnsupported("weights");
    }
}
