using NativeNas.Autodiff;
using NativeNas.Nn.Modules;

namespace NativeNas.Workloads.Blocks;

/// <summary>An op of several inputs without parameters; alone with one, it reads that twice.</summary>
public sealed class Joined(Op op) : Layer
{
    public override Var Forward(Var x) => Forward([x, x]);

    public Var Forward(Var[] inputs) => inputs[0].Tape.Apply(op, inputs);
}
