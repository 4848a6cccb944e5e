using NativeNas.Kernels.Geometry;

namespace NativeNas.Kernels.MixedOp;

/// <summary>
/// Sums of weight gradients, of each edge one set for each chunk of images: of a separable unit [blocks, taps, 16] and
/// [blocks, blocks, 16 inputs, 16 outputs], of a reduction two of the latter.
/// </summary>
internal sealed unsafe class WeightShares
{
    private const int Fewest = 16, Most = 64, Floats = 1 << 19;

    private readonly int[] firsts, seconds;

    public WeightShares(MixedPlan plan)
    {
        (firsts, seconds) = (new int[plan.Weighted / plan.Edges], new int[plan.Weighted / plan.Edges]);
        int products = plan.Blocks * plan.Blocks * 256;

        foreach (MixedUnit unit in plan.Units)
        {
            if (unit.Weighted >= 0 && unit.Weighted < firsts.Length)
            {
                firsts[unit.Weighted] = Length;
                seconds[unit.Weighted] = Length + (unit.Kind == UnitKind.Separable ? plan.Blocks * unit.Geometry.Window.Taps * 16 : products);
                Length = seconds[unit.Weighted] + products;
            }
        }

        Chunks = Math.Min(plan.Images, Math.Clamp(Floats / Math.Max(1, Length), Fewest, Most));
    }

    /// <summary>Floats of one chunk of one edge.</summary>
    public int Length { get; }

    /// <summary>A function of the shape alone: many where an edge's weights are few.</summary>
    public int Chunks { get; }

    /// <param name="edges">Of each edge <see cref="Chunks"/> times <see cref="Length"/> floats.</param>
    public float* First(float*[] edges, int weighted, int chunk) => Of(edges, weighted, chunk) + firsts[weighted % firsts.Length];

    public float* Second(float*[] edges, int weighted, int chunk) => Of(edges, weighted, chunk) + seconds[weighted % firsts.Length];

    public void Clear(float*[] edges, int weighted, int chunk)
    {
        int i = weighted % firsts.Length;
        new Span<float>(First(edges, weighted, chunk), (i + 1 < firsts.Length ? firsts[i + 1] : Length) - firsts[i]).Clear();
    }

    private float* Of(float*[] edges, int weighted, int chunk) => edges[weighted / firsts.Length] + ((nint)chunk * Length);
}
