using System.Runtime.Intrinsics;
using NativeNas.Kernels.Cpu;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Geometry;
using NativeNas.Kernels.SeparableConvolution;

namespace NativeNas.Kernels.MixedOp;

/// <summary>The memory of a mixed operation by address, and the constants of its poolings and reductions.</summary>
internal sealed unsafe class MixedCells
{
    /// <summary>Of an image's block: 8 KB stay in the first-level cache while much is added to them.</summary>
    public const int PixelsAtATime = 128;

    private readonly MixedPlan plan;
    private readonly float*[] means, inverses, gammas, betas, raws, first, second, outputs;
    private readonly PoolPlane[] pools;
    private readonly ReductionImage[] reductions;

    /// <param name="edges">Each edge's output; on the way back, the gradient of it.</param>
    /// <param name="constants"><see cref="Constants"/> floats.</param>
    public MixedCells(CpuWork work, MixedPlan plan, MixedMemory memory, Region[] edges, float* constants)
    {
        this.plan = plan;
        X = work.Cells(memory.X);
        P = work.Cells(memory.P);
        At = memory.At;
        int units = plan.Units.Count;
        (means, inverses, gammas, betas) = (new float*[units], new float*[units], new float*[units], new float*[units]);
        (raws, first, second) = (new float*[plan.Weighted], new float*[plan.Weighted], new float*[plan.Weighted]);
        (pools, reductions) = (new PoolPlane[units], new ReductionImage[units]);
        outputs = new float*[edges.Length];

        for (int i = 0; i < edges.Length; i++)
        {
            outputs[i] = work.Cells(edges[i]);
        }

        for (int i = 0; i < units; i++)
        {
            MixedUnit unit = plan.Units[i];
            means[i] = work.Cells(memory.Norms[i].Mean);
            inverses[i] = work.Cells(memory.Norms[i].Inverse);
            gammas[i] = memory.Norms[i].Gamma is { } gamma ? work.Cells(gamma) : null;
            betas[i] = memory.Norms[i].Beta is { } beta ? work.Cells(beta) : null;

            if (unit.Weighted < 0)
            {
                pools[i] = new(unit.Geometry, unit.Kind == UnitKind.MaxPool, constants);
                constants += PoolPlane.Constants(unit.Geometry);
                continue;
            }

            UnitWeights weights = memory.Weights[unit.Weighted];
            first[unit.Weighted] = work.Cells(weights.First);
            second[unit.Weighted] = work.Cells(weights.Second);
            raws[unit.Weighted] = work.Cells(memory.Raws[unit.Weighted]);

            if (unit.Kind == UnitKind.Reduction)
            {
                reductions[i] = new(plan, first[unit.Weighted], second[unit.Weighted], constants);
                constants += ReductionImage.Constants(plan);
            }
        }
    }

    public float* X { get; }

    public float* P { get; }

    public int[] At { get; }

    public static int Constants(MixedPlan plan) => 16 + plan.Units.Sum(unit => unit.Kind switch
    {
        UnitKind.Separable => 0,
        UnitKind.Reduction => ReductionImage.Constants(plan),
        _ => PoolPlane.Constants(unit.Geometry),
    });

    /// <summary>The mixture weight of an end of the plan.</summary>
    public float Share(int end) => P[At[end]];

    public PoolPlane Pool(int unit) => pools[unit];

    public ReductionImage Reduction(int unit) => reductions[unit];

    public float* First(int unit) => first[plan.Units[unit].Weighted];

    public float* Second(int unit) => second[plan.Units[unit].Weighted];

    /// <summary>One image of a weighted unit's raw output.</summary>
    public float* Raw(int unit, int image) => raws[plan.Units[unit].Weighted] + ((nint)image * plan.OutputFloats);

    /// <summary>One image of what a group reads: the input, or a unit's raw output.</summary>
    public float* Read(int source, int image) => source < 0 ? X + ((nint)image * plan.InputFloats) : Raw(source, image);

    /// <summary>One block of an image of the input.</summary>
    public float* Plane(int image, int block) => X + ((nint)image * plan.InputFloats) + ((nint)block * plan.Height * plan.Width * 16);

    /// <summary>One block of an image of the output of an end's edge; on the way back, of its gradient.</summary>
    public float* Output(int end, int image, int block) => outputs[plan.EdgeOf(end)] + ((nint)image * plan.OutputFloats) + ((nint)block * plan.OutHeight * plan.OutWidth * 16);

    public Vector512<float> Mean(int unit, int block) => Vector512.Load(means[unit] + (16 * block));

    public Vector512<float> Inverse(int unit, int block) => Vector512.Load(inverses[unit] + (16 * block));

    /// <summary>inverse·γ.</summary>
    public Vector512<float> Scale(int unit, int block) => gammas[unit] is null ? Inverse(unit, block) : Inverse(unit, block) * Vector512.Load(gammas[unit] + (16 * block));

    /// <summary>β.</summary>
    public Vector512<float> Shift(int unit, int block) => betas[unit] is null ? Vector512<float>.Zero : Vector512.Load(betas[unit] + (16 * block));

    /// <summary>What a group does to what it reads.</summary>
    public NormRelu Prologue(int source, int block) => source < 0
        ? new(Vector512<float>.Zero, Vector512<float>.One, Vector512<float>.Zero)
        : new(Mean(source, block), Scale(source, block), Shift(source, block));
}
