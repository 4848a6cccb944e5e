using NativeNas.Autodiff;
using NativeNas.Nn.Modules;

namespace NativeNas.Nn.Layers;

/// <summary>y = x.</summary>
public sealed class Identity : Layer
{
    public override Var Forward(Var x) => x;
}
