using NativeNas.Cli.Conformance;
using NativeNas.Kernels.Devices;
using NativeNas.TestKit;

namespace NativeNas.Cli.Tests.Conformance;

/// <summary>ONNX's own operator cases, where this machine has them.</summary>
public class OnnxCasesTests
{
    /// <summary>What the file holds of these and does not pass, and why that is right.</summary>
    private static readonly Dictionary<string, string> gaps = new()
    {
        ["AveragePool"] = "rank 5",
        ["MaxPool"] = "rank 5",
        ["Split"] = "is empty",
    };

    [Theory]
    [OnEveryDevice]
    public void No_case_fails_and_what_the_operators_can_express_passes(Device device)
    {
        ConformanceReport report = ConformanceRun.Of(DataFolder.Find("onnx", "onnx-node-json-node.jsonl.gz"), device);

        Assert.True(report.Failed == 0, string.Join('\n', report.Failures));
        Assert.InRange(report.Passed, 120, int.MaxValue);
        Assert.Equal(394, report.Passed + report.Unsupported);

        foreach (string name in new[]
        {
            "Conv", "BatchNormalization", "MaxPool", "AveragePool", "GlobalAveragePool", "GlobalMaxPool", "Relu", "Sigmoid", "HardSigmoid", "HardSwish",
            "Tanh", "Softmax", "LogSoftmax", "Gemm", "Concat", "Split", "Add", "Mul", "Clip", "SoftmaxCrossEntropyLoss",
        })
        {
            Assert.InRange(report.ByOperator[name].Passed, 1, int.MaxValue);
            Assert.All(report.Gaps.Where(gap => gap.Operator == name), gap => Assert.Contains(gaps.GetValueOrDefault(name, "nothing"), gap.Reason, StringComparison.Ordinal));
        }
    }
}
