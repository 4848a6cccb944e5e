using NativeNas.Kernels.MixedOp;
using NativeNas.Nn.Layers;
using NativeNas.Nn.Modules;

namespace NativeNas.Zoo.Blocks;

/// <summary>A layer that a fused mixture can stand for; a pass over batch statistics, norms without scale and shift.</summary>
public interface IMixable
{
    Candidate Candidate { get; }

    /// <summary>Two for each unit with weights.</summary>
    IEnumerable<Parameter> Weights { get; }

    /// <summary>Each unit's, in order.</summary>
    IEnumerable<BatchNorm> Norms { get; }
}
