using System.Globalization;
using NativeNas.Autodiff;
using NativeNas.Nn.Modules;

namespace NativeNas.Nn.Layers;

/// <summary>Layers one after the other, named by their position.</summary>
public sealed class Sequential : Layer
{
    private readonly Layer[] layers;

    public Sequential(params Layer[] layers)
    {
        this.layers = layers;

        for (int i = 0; i < layers.Length; i++)
        {
            Add(i.ToString(CultureInfo.InvariantCulture), layers[i]);
        }
    }

    public override Var Forward(Var x)
    {
        foreach (Layer layer in layers)
        {
            x = layer.Forward(x);
        }

        return x;
    }
}
