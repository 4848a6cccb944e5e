namespace NativeNas.Cli.Tests.Conformance;

public class NumberCasesTests
{
    [Fact]
    public void Functions_of_one_number()
    {
        double[] x = [-4, -1, 0, 0.5, 4];
        One("Relu", v => Math.Max(v, 0));
        One("Sigmoid", v => 1 / (1 + Math.Exp(-v)));
        One("Tanh", Math.Tanh);
        One("HardSwish", v => v * Math.Clamp(v + 3, 0, 6) / 6);
        One("HardSigmoid", v => Math.Clamp((0.2 * v) + 0.5, 0, 1));
        One("HardSigmoid", v => Math.Clamp((0.5 * v) + 0.25, 0, 1), """{"alpha": 0.5, "beta": 0.25}""");
        One("Swish", v => v / (1 + Math.Exp(-v)));
        One("Identity", v => v);

        void One(string op, Func<double, double> f, string attributes = "{}")
        {
            double[] y = [.. x.Select(f)];
            new Line(op, attributes: attributes).In([5], x).Out([5], y).Passes();
            new Line(op, attributes: attributes).In([1, 5, 1], "double", x).Out([1, 5, 1], "double", y).Passes();
        }
    }

    [Fact]
    public void Special_numbers_are_read_and_compared()
    {
        new Line("Relu").In([3], double.NaN, double.PositiveInfinity, double.NegativeInfinity).Out([3], double.NaN, double.PositiveInfinity, 0).Passes();
        string bare = new Line("Relu").In([2], double.NaN, double.NegativeInfinity).Out([2], double.NaN, 0).ToString();
        Assert.Contains("\"NaN\"", bare, StringComparison.Ordinal);
        Assert.Equal(1, Line.Report(bare.Replace("\"NaN\"", "NaN", StringComparison.Ordinal).Replace("\"-Infinity\"", "-Infinity", StringComparison.Ordinal)).Passed);
    }

    [Fact]
    public void Clip_takes_bounds_as_inputs_or_before_version_11_as_attributes()
    {
        new Line("Clip").In([3], -3, 0, 3).In([], -1).In([], 2).Out([3], -1, 0, 2).Passes();
        new Line("Clip").In([3], -3, 0, 3).None().In([], 2).Out([3], -3, 0, 2).Passes();
        new Line("Clip").In([3], -3, 0, 3).In([], 2).In([], 1).Out([3], 1, 1, 1).Passes();
        new Line("Clip").In([2], "int8", [-9, 9]).In([], "int8", [-1]).Out([2], "int8", [-1, 9]).Passes();
        new Line("Clip", 6, """{"min": -1.0, "max": 2.0}""").In([3], -3, 0, 3).Out([3], -1, 0, 2).Passes();
        new Line("Clip", 13, """{"min": -1.0, "max": 2.0}""").In([3], -3, 0, 3).Out([3], -1, 0, 2).IsUnsupported("attribute max");
    }

    [Fact]
    public void Sums_and_products_repeat_the_smaller_tensor()
    {
        new Line("Add").In([2, 3], 1, 2, 3, 4, 5, 6).In([3], 10, 20, 30).Out([2, 3], 11, 22, 33, 14, 25, 36).Passes();
        new Line("Mul").In([2, 1], 2, 3).In([1, 2], 5, 7).Out([2, 2], 10, 14, 15, 21).Passes();
        new Line("Mul").In([1, 2, 1, 2], 1, 2, 3, 4).In([], 2).Out([1, 2, 1, 2], 2, 4, 6, 8).Passes();
        new Line("Sub").In([2], 5, 6).In([2], 1, 4).Out([2], 4, 2).Passes();
        new Line("Sum").In([2], 5, 6).In([1], 1).In([2], 4, 5).Out([2], 10, 12).Passes();
        new Line("Sum").In([2], 5, 6).Out([2], 5, 6).Passes();
        new Line("Add", 6, """{"broadcast": 1, "axis": 0}""").In([2, 3], 1, 2, 3, 4, 5, 6).In([2], 10, 20).Out([2, 3], 11, 12, 13, 24, 25, 26).Passes();
        new Line("Add", 6).In([2], 1, 2).In([1], 1).Out([2], 2, 3).IsUnsupported("broadcast is not set");
        new Line("Add").In([2], 1, 2).In([3], 1, 2, 3).Out([3], 1, 2, 3).IsUnsupported("do not broadcast");
        new Line("Add").In([1], "int32", [1]).In([1], "int32", [1]).Out([1], "int32", [2]).IsUnsupported("int32[1] 'in0' is not of a type");
        new Line("Mul").In([1], "float16", [1]).In([1], "float16", [1]).Out([1], "float16", [1]).IsUnsupported("float16");
        new Line("Mul").In([1], "double", [1e300]).In([1], "double", [1]).Out([1], "double", [1e300]).IsUnsupported("beyond float32");
    }

    [Fact]
    public void Reductions_go_over_any_axes()
    {
        double[] x = [1, 2, 3, 4, 5, 6];
        new Line("ReduceMean").In([2, 3], x).In([1], "int64", [0]).Out([1, 3], 2.5, 3.5, 4.5).Passes();
        new Line("ReduceMean", 13, """{"axes": [-1], "keepdims": 0}""").In([2, 3], x).Out([2], 2, 5).Passes();
        new Line("ReduceSum", attributes: """{"keepdims": 0}""").In([2, 3], x).Out([], 21).Passes();
        new Line("ReduceSum", attributes: """{"noop_with_empty_axes": 1}""").In([2, 3], x).Out([2, 3], x).IsUnsupported("nothing is reduced");
    }

    [Fact]
    public void Dropout_passes_through_outside_of_training_alone()
    {
        new Line("Dropout", attributes: """{"seed": 3}""").In([2], 1, 2).In([], 0.5).Out([2], 1, 2).Passes();
        new Line("Dropout").In([2], 1, 2).In([], 0).In([], "bool", [1]).Out([2], 1, 2).Passes();
        new Line("Dropout").In([2], 1, 2).In([], 0.5).In([], "bool", [1]).Out([2], 0, 4).IsUnsupported("random draw");
        new Line("Dropout").In([2], 1, 2).Out([2], 1, 2).Out([2], "bool", [1, 1]).IsUnsupported("output 'out1'");
        new Line("Dropout", 6).In([2], 1, 2).Out([2], 0, 4).IsUnsupported("random draw");
    }

    [Fact]
    public void What_no_operator_computes_is_said()
    {
        new Line("Erf").In([1], 0).Out([1], 0).IsUnsupported("there is no operator for Erf");
        new Line("Relu", 1, """{"consumed_inputs": [0]}""").In([1], 0).Out([1], 0).IsUnsupported("attribute consumed_inputs of Relu");
        new Line("Relu").In([0]).Out([0]).IsUnsupported("is empty");
        new Line("Relu").None().Out([1], 0).IsUnsupported("input 0 is left out");
        new Line("Swish", attributes: """{"alpha": 2.0}""").In([1], 0).Out([1], 0).IsUnsupported("alpha is 2");
        new Line("Relu").In([1], "int64", [1 << 25]).Out([1], "int64", [1 << 25]).IsUnsupported("2^24");
        new Line("HardSigmoid", attributes: """{"alpha": [1]}""").In([1], 0).Out([1], 0).IsUnsupported("attribute alpha is [1]; expected a number");
    }
}
