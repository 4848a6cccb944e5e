using NativeNas.Kernels.Cpu;
using NativeNas.Kernels.Devices;

namespace NativeNas.Kernels.MixedOp;

/// <summary>The summed gradients of one unit's weights into logical order.</summary>
internal readonly unsafe struct PutWeightsJob(CpuWork work, MixedPlan plan, WeightShares layout, MixedGradients gradients, float*[] sums) : ICpuJob
{
    public void Run(int piece)
    {
        MixedUnit unit = plan.Units.First(u => u.Weighted == piece);
        (GradientMemory? first, GradientMemory? second) = gradients.Weights[piece];
        float* a = layout.First(sums, piece, 0), b = layout.Second(sums, piece, 0);

        if (first is { } one)
        {
            if (unit.Kind == UnitKind.Separable)
            {
                PutTaps(a, unit.Geometry.Window.Taps, work.Cells(one.Data), one.Accumulate);
            }
            else
            {
                PutProducts(a, 0, plan.FirstHalf, work.Cells(one.Data), one.Accumulate);
            }
        }

        if (second is { } other)
        {
            PutProducts(b, unit.Kind == UnitKind.Separable ? 0 : plan.FirstHalf, plan.Channels, work.Cells(other.Data), other.Accumulate);
        }
    }

    private void PutTaps(float* sum, int taps, float* dw, bool accumulate)
    {
        for (int c = 0; c < plan.Channels; c++)
        {
            for (int tap = 0; tap < taps; tap++, dw++)
            {
                float value = sum[(((c / 16 * taps) + tap) * 16) + (c % 16)];
                *dw = accumulate ? *dw + value : value;
            }
        }
    }

    /// <summary>The rows from … to of all outputs.</summary>
    private void PutProducts(float* sum, int from, int to, float* dw, bool accumulate)
    {
        for (int o = from; o < to; o++)
        {
            for (int c = 0; c < plan.Channels; c++, dw++)
            {
                float value = sum[(((((o / 16 * plan.Blocks) + (c / 16)) * 16) + (c % 16)) * 16) + (o % 16)];
                *dw = accumulate ? *dw + value : value;
            }
        }
    }
}
