using NativeNas.Nn.Initializers;
using NativeNas.Tensors;

namespace NativeNas.Nn.Modules;

/// <summary>A named tree of parameters and running statistics. Backward comes from the tape.</summary>
public abstract class Module
{
    private readonly List<(string Name, Module Child)> children = [];
    private readonly List<Parameter> parameters = [];
    private readonly List<Parameter> statistics = [];

    public IReadOnlyList<(string Name, Module Child)> Children => children;

    public IReadOnlyList<Parameter> Parameters => parameters;

    /// <summary>Running statistics: moved by training passes, never by gradients.</summary>
    public IReadOnlyList<Parameter> Statistics => statistics;

    /// <summary>The dotted path in its model; empty at the root and before the model is built.</summary>
    public string Path { get; internal set; } = "";

    protected T Add<T>(string name, T child)
        where T : Module
    {
        children.Add((name, child));
        return child;
    }

    protected Parameter Declare(string name, Shape shape, Initializer initial)
    {
        Parameter parameter = new(name, shape, initial);
        parameters.Add(parameter);
        return parameter;
    }

    protected Parameter DeclareStatistic(string name, Shape shape, float initial)
    {
        Parameter statistic = new(name, shape, new Constant(initial));
        statistics.Add(statistic);
        return statistic;
    }
}
