using System.Runtime.Intrinsics;
using NativeNas.Kernels.Cpu;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Reduction;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.SqueezeExcite;

/// <summary>Both weight matrices as S rows of C channels, each row filled up with zeros to whole blocks.</summary>
internal readonly unsafe struct PackedRows(SqueezeExciteGeometry g, float* cells)
{
    private readonly int pitch = g.Blocks * 16;

    public static int Length(SqueezeExciteGeometry g) => 2 * g.Squeezed * g.Blocks * 16;

    public float* Reduce(int row) => cells + ((nint)row * pitch);

    public float* Expand(int row) => cells + ((nint)(g.Squeezed + row) * pitch);

    public void Fill(CpuWork work, SqueezeExciteWeights<Region> w)
    {
        new Span<float>(cells, Length(g)).Clear();
        float* reduce = work.Cells(w.Reduce), expand = work.Cells(w.Expand);

        for (int row = 0; row < g.Squeezed; row++)
        {
            new Span<float>(reduce + ((nint)row * g.Channels), g.Channels).CopyTo(new(Reduce(row), g.Channels));

            for (int channel = 0; channel < g.Channels; channel++)
            {
                Expand(row)[channel] = expand[((nint)channel * g.Squeezed) + row];
            }
        }
    }

    /// <summary>Σ row·v over all channels.</summary>
    public float Dot(float* row, float* v)
    {
        Vector512<float> sum = default;

        for (int i = 0; i < pitch; i += 16)
        {
            sum = Vector512.FusedMultiplyAdd(Vector512.Load(row + i), Vector512.Load(v + i), sum);
        }

        return LaneSum.Of<PointerView<Block>, Block>(new((float*)&sum), 0);
    }

    /// <summary>to += factor·row.</summary>
    public void Add(float* row, float factor, float* to)
    {
        Vector512<float> f = Vector512.Create(factor);

        for (int i = 0; i < pitch; i += 16)
        {
            Vector512.FusedMultiplyAdd(f, Vector512.Load(row + i), Vector512.Load(to + i)).Store(to + i);
        }
    }
}
