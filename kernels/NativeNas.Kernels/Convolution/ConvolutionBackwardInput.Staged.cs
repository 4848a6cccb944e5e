using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Staged;
using NativeNas.Kernels.Staged.Products;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.Convolution;

public readonly partial struct ConvolutionBackwardInput : IStagedForm
{
    public bool IsStaged => g.IsProduct && g.Planes == 0;

    /// <summary>A launch a phase of dx's pixels: those that the same taps reach.</summary>
    public void RunStaged<TView, TValue>(Device<TView, TValue> on)
        where TView : struct, IView<TValue>
        where TValue : unmanaged, IValue<TValue>
    {
        for (int group = 0; group < g.Groups; group++)
        {
            for (int row = 0; row < Math.Min(g.Window.StrideHeight, g.Height); row++)
            {
                for (int column = 0; column < Math.Min(g.Window.StrideWidth, g.Width); column++)
                {
                    InputPhase phase = new(g, row, column);

                    if (phase.Taps > 0 || !accumulate)
                    {
                        Launch(on, group, phase);
                    }
                }
            }
        }
    }

    private void Launch<TView, TValue>(Device<TView, TValue> on, int group, InputPhase phase)
        where TView : struct, IView<TValue>
        where TValue : unmanaged, IValue<TValue>
    {
        int blocks = g.Blocks / g.Groups, pixels = phase.Pixels.Count, area = g.OutHeight * g.OutWidth;
        Divisor run = Divisor.Of((g.Outputs + 15) >> 4);
        PixelOutlet<TView, TValue> outlet = new(on.Sink(dx, accumulate), 0, on.View(dx), phase.Inputs, pixels, group * blocks, blocks, g.Blocks, g.Height * g.Width);
        PackedColumns<TView, TValue> columns = new(on.View(w), phase.Packed, run, g.Outputs, group * blocks, blocks);
        ProductSize size = new(pixels, blocks * 16, Stages: phase.Taps * run.Value);

        if (g.Flat)
        {
            on.LaunchProduct(new PixelRows<TView, TValue, SamePixel>(on.View(dy), g.OutputPixels.Same, pixels, run, group * run.Value, g.OutBlocks, area), columns, outlet, size);
        }
        else
        {
            on.LaunchProduct(new PixelRows<TView, TValue, TapPixel>(on.View(dy), phase.Outputs, pixels, run, group * run.Value, g.OutBlocks, area), columns, outlet, size);
        }
    }
}
