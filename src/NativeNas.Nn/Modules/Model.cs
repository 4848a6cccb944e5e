using System.Security.Cryptography;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Random;
using NativeNas.Tensors;
using NativeNas.Tensors.Weights;

namespace NativeNas.Nn.Modules;

/// <summary>A module tree with its values on a device: one flat buffer of weights, one of running statistics.</summary>
public sealed class Model<TModule> : IModel, IDisposable
    where TModule : Module
{
    /// <summary>Gives every parameter its path and place, and its initial value from the stream of that path.</summary>
    public Model(Device device, TModule root, Rng rng)
    {
        Device = device;
        Root = root;
        WeightLayout weights = new(), statistics = new();
        List<Parameter> all = [];
        Place(root, "", weights, statistics, all);
        Weights = new(device, weights);
        Statistics = new(device, statistics);

        foreach (Parameter parameter in device is ShapeOnlyDevice ? [] : all)
        {
            float[] values = new float[parameter.Shape.Length];
            parameter.Initial.Fill(values, parameter.Shape, rng.At(parameter.Slot.Path));
            (ReferenceEquals(parameter.Slot.Layout, weights) ? Weights : Statistics)[parameter.Slot].Write(values);
        }
    }

    public Device Device { get; }

    public TModule Root { get; }

    public WeightBuffer Weights { get; }

    public WeightBuffer Statistics { get; }

    /// <summary>Learnable numbers.</summary>
    public long ParameterCount => Weights.Layout.Count;

    public void AppendTo(IncrementalHash hash)
    {
        Weights.AppendTo(hash);
        Statistics.AppendTo(hash);
    }

    public void Dispose()
    {
        Weights.Dispose();
        Statistics.Dispose();
    }

    private static void Place(Module module, string prefix, WeightLayout weights, WeightLayout statistics, List<Parameter> all)
    {
        module.Path = prefix.TrimEnd('.');

        foreach (Parameter parameter in module.Parameters)
        {
            parameter.Slot = weights.Add(prefix + parameter.Name, parameter.Shape);
        }

        foreach (Parameter statistic in module.Statistics)
        {
            statistic.Slot = statistics.Add(prefix + statistic.Name, statistic.Shape);
        }

        all.AddRange(module.Parameters);
        all.AddRange(module.Statistics);

        foreach ((string name, Module child) in module.Children)
        {
            Place(child, $"{prefix}{name}.", weights, statistics, all);
        }
    }
}
