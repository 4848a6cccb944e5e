using NativeNas.Autodiff;
using NativeNas.Kernels.Geometry;
using NativeNas.Nn.Layers;
using NativeNas.Nn.Modules;

namespace NativeNas.Supernets.Cells;

/// <summary>3×3 convolution → batch norm: image to the first features.</summary>
public sealed class Stem : Layer
{
    private readonly Sequential body;

    public Stem(int imageChannels, int outputs) =>
        body = Add("body", new Sequential(Conv.Dense(imageChannels, outputs, Window.Same(3)), new BatchNorm(outputs)));

    public override Var Forward(Var x) => body.Forward(x);
}
