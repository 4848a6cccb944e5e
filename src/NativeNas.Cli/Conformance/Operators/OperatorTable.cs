using System.Collections.Frozen;
using NativeNas.Autodiff.Ops;
using NativeNas.Cli.Conformance.Cases;
using NativeNas.Kernels.Elementwise;

namespace NativeNas.Cli.Conformance.Operators;

/// <summary>What each operator of ONNX becomes. A line here is all that a further one takes.</summary>
internal static class OperatorTable
{
    private static readonly FrozenDictionary<string, Entry> entries = new Dictionary<string, Entry>
    {
        ["Add"] = new(Elementwise.Add),
        ["AveragePool"] = new(Poolings.Average),
        ["BatchNormalization"] = new(Normalizations.Batch),
        ["Clip"] = new(Elementwise.Clip, Moves: true),
        ["Concat"] = new(Joins.Concat, Moves: true),
        ["Conv"] = new(Convolutions.Conv),
        ["Dropout"] = new(Joins.Dropout, Moves: true),
        ["Flatten"] = new(Joins.Flatten, Moves: true),
        ["Gemm"] = new(Products.Gemm),
        ["GlobalAveragePool"] = new(Poolings.GlobalAverage),
        ["GlobalMaxPool"] = new(Poolings.GlobalMax, Moves: true),
        ["HardSigmoid"] = new(Elementwise.HardSigmoid),
        ["HardSwish"] = new(call => Elementwise.Unary(call, new Activation<HardSwish>())),
        ["Identity"] = new(Joins.Identity, Moves: true),
        ["InstanceNormalization"] = new(Normalizations.Instance),
        ["LogSoftmax"] = new(call => Softmaxes.Along(call, new LogSoftmax())),
        ["MatMul"] = new(Products.MatMul),
        ["MaxPool"] = new(Poolings.Max, Moves: true),
        ["Mul"] = new(Elementwise.Multiply),
        ["ReduceMean"] = new(Reductions.Mean),
        ["ReduceSum"] = new(Reductions.Sum),
        ["Relu"] = new(call => Elementwise.Unary(call, new Activation<Relu>()), Moves: true),
        ["Sigmoid"] = new(call => Elementwise.Unary(call, new Activation<Sigmoid>())),
        ["Softmax"] = new(call => Softmaxes.Along(call, new Softmax())),
        ["SoftmaxCrossEntropyLoss"] = new(Losses.SoftmaxCrossEntropy),
        ["Split"] = new(Joins.Split, Moves: true),
        ["Sub"] = new(Elementwise.Subtract),
        ["Sum"] = new(Elementwise.Sum),
        ["Swish"] = new(Elementwise.Swish),
        ["Tanh"] = new(call => Elementwise.Unary(call, new Activation<Tanh>())),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static Entry Find(string name) =>
        entries.TryGetValue(name, out Entry entry) ? entry : throw new NotExpressedException($"there is no operator for {name}");

    /// <param name="Run">Gives the outputs in ONNX's order; those at the end may be missing.</param>
    /// <param name="Moves">Whether it moves, compares or drops numbers alone.</param>
    public readonly record struct Entry(Func<NodeCall, CaseTensor[]> Run, bool Moves = false);
}
