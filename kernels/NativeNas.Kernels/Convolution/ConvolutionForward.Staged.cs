using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Staged;
using NativeNas.Kernels.Staged.Products;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.Convolution;

public readonly partial struct ConvolutionForward : IStagedForm
{
    public bool IsStaged => g.IsProduct;

    public void RunStaged<TView, TValue>(Device<TView, TValue> on)
        where TView : struct, IView<TValue>
        where TValue : unmanaged, IValue<TValue>
    {
        int blocks = g.OutBlocks / g.Groups, pixels = g.Images * g.OutHeight * g.OutWidth, taps = g.Window.Taps;
        TapPixel walk = g.InputsOf(g.OutputPixels);

        for (int group = 0; group < g.Groups; group++)
        {
            PixelOutlet<TView, TValue> outlet = new(
                on.Sink(y), bias is null ? 0 : 1, on.View(bias ?? w), g.OutputPixels.Itself, pixels, group * blocks, blocks, g.OutBlocks, g.OutHeight * g.OutWidth);

            if (g.Planes != 0)
            {
                int terms = g.Channels * taps;
                PlaneRows<TView, TValue> rows = new(on.View(x), walk, pixels, Divisor.Of(g.Channels), terms, g.Height * g.Width);
                PackedColumns<TView, TValue> columns = new(on.View(w), PackedTaps.One, Divisor.Of((terms + 15) / 16), terms, 0, blocks);
                on.LaunchProduct(rows, columns, outlet, new(pixels, blocks * 16, Stages: (terms + 15) / 16));
            }
            else
            {
                Divisor run = Divisor.Of(g.InputBlocks);
                PackedColumns<TView, TValue> columns = new(on.View(w), PackedTaps.All(g.Window), run, g.Inputs, group * blocks, blocks);
                ProductSize size = new(pixels, blocks * 16, Stages: taps * run.Value);

                if (g.Flat)
                {
                    on.LaunchProduct(new PixelRows<TView, TValue, SamePixel>(on.View(x), g.OutputPixels.Same, pixels, run, group * run.Value, g.Blocks, g.Height * g.Width), columns, outlet, size);
                }
                else
                {
                    on.LaunchProduct(new PixelRows<TView, TValue, TapPixel>(on.View(x), walk, pixels, run, group * run.Value, g.Blocks, g.Height * g.Width), columns, outlet, size);
                }
            }
        }
    }
}
