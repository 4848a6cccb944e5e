using NativeNas.Autodiff;

namespace NativeNas.Nn.Modules;

/// <summary>A module of one input and one output.</summary>
public abstract class Layer : Module
{
    public abstract Var Forward(Var x);
}
