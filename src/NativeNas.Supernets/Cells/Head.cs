using NativeNas.Autodiff;
using NativeNas.Autodiff.Ops;
using NativeNas.Nn.Layers;
using NativeNas.Nn.Modules;

namespace NativeNas.Supernets.Cells;

/// <summary>Mean over pixels → linear: features to logits [N, classes, 1, 1].</summary>
public sealed class Head : Layer
{
    private readonly Conv linear;

    public Head(int channels, int classes) => linear = Add("linear", Conv.Linear(channels, classes));

    public override Var Forward(Var x) => linear.Forward(x.Apply(new GlobalAveragePooling()));
}
