using System.Runtime.CompilerServices;
using NativeNas.Kernels.Cpu;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.Convolution;

/// <summary>
/// w[Co, Ci/groups, taps] → [output blocks, taps, inputs, 16 outputs], or transposed → [input blocks, taps, outputs,
/// 16 inputs], with zeros in the lanes that are no channel.
/// </summary>
public readonly struct PackFilters(ConvolutionGeometry g, bool transposed, Region w, Region packed) : IOperation, ICpuForm
{
    public bool Covers => g.Groups == 1;

    private int Blocks => transposed ? g.Blocks : g.OutBlocks;

    private int Depth => transposed ? g.Outputs : g.Inputs;

    public void Run<TView, TValue>(Device<TView, TValue> on)
        where TView : struct, IView<TValue>
        where TValue : unmanaged, IValue<TValue> =>
        on.Launch(new(Depth, g.Window.Taps, Blocks), new PackFiltersKernel<TView, TValue>(g, transposed ? 1 : 0, on.View(w), on.View(packed)));

    public unsafe void Run(CpuWork work) =>
        work.Phase(Blocks * ((Depth + PackFiltersJob.MostRows - 1) / PackFiltersJob.MostRows), new PackFiltersJob(g, transposed, work.Cells(w), work.Cells(packed)));
}

public readonly struct PackFiltersKernel<TView, TValue>(ConvolutionGeometry g, int transposed, TView w, TView packed) : IKernel
    where TView : struct, IView<TValue>
    where TValue : unmanaged, IValue<TValue>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Invoke(int lane, int column, int row, int plane)
    {
        int inputs = g.Inputs, outputs = g.Outputs, taps = g.Window.Taps, depth = transposed != 0 ? outputs : inputs;
        TValue value = TValue.Zero;

        for (int i = 0; i < TValue.Lanes; i++)
        {
            int channel = (plane * 16) + lane + i;

            if (channel < (transposed != 0 ? g.Channels : g.OutChannels))
            {
                int o = transposed != 0 ? (channel / inputs * outputs) + column : channel;
                int c = transposed != 0 ? channel % inputs : column;
                value = TValue.WithLane(value, i, w.Cell((((o * inputs) + c) * taps) + row));
            }
        }

        packed[(((((plane * taps) + row) * depth) + column) * 16) + lane] = value;
    }
}
