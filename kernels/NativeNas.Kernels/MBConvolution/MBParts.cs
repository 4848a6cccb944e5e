using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Geometry;
using NativeNas.Kernels.MixConvolution;

namespace NativeNas.Kernels.MBConvolution;

/// <summary>
/// An inverted residual block whose statistics are known: y = norm₃(project(gate·a)) [+ x], a = f(norm₂(depthwise(h))),
/// h = f(norm₁(expand(x))), or x where there is no expansion. Of all this only a lies in memory.
/// </summary>
/// <param name="Expand">A product and the norm of what it gives.</param>
/// <param name="Table">The plan's table, for kernels to read; then the packed filters.</param>
public readonly record struct MBParts(
    NormedProduct? Expand, PlaneGeometry Plane, MixPlan Plan, Region Table, Region Filters, ChannelNorm Norm, Excitation? Excitation, NormedProduct Project, bool Residual);
