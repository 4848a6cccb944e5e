namespace NativeNas.Workloads.Families;

/// <summary>Weight steps of the DARTS supernet.</summary>
public sealed record SupernetFamily() : Family("darts_supernet_step", "n c", "a weight step of the DARTS supernet: 8 cells, 32×32 images")
{
    private const int CheckedImages = 16;

    /// <summary>
    /// Fused ops round otherwise than their composition, which flips a few ReLUs, as a nudge of 2·10⁻⁷ of the pixels does:
    /// the loss hardly moves (10⁻⁷), single gradients do (2·10⁻²), all of them as one vector little (10⁻³).
    /// </summary>
    private const double Flips = 5e-2, FlipsOfAll = 4e-3, Loss = 2e-6;

    protected override Workload Create(string name, ShapeWords shape) =>
        new SupernetWorkload(name, shape.N, shape.C)
        {
            CheckedImages = CheckedImages,
            Tolerance = Flips,
            ForwardTolerance = Loss,
            GradientTolerance = FlipsOfAll,
        };
}
