using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Staged;
using NativeNas.Kernels.Staged.Products;
using NativeNas.Kernels.Values;
using Buffer = NativeNas.Kernels.Devices.Buffer;

namespace NativeNas.Kernels.Convolution;

public readonly partial struct ConvolutionBackwardWeight : IStagedForm
{
    public bool IsStaged => g.IsProduct;

    /// <summary>Runs of pixels have their shares summed side by side, then added in order.</summary>
    public void RunStaged<TView, TValue>(Device<TView, TValue> on)
        where TView : struct, IView<TValue>
        where TValue : unmanaged, IValue<TValue>
    {
        int perTap = g.Planes != 0 ? g.Channels : g.InputBlocks * 16, columns = g.OutBlocks / g.Groups * 16;
        PixelRuns runs = new(g.Images * g.OutHeight * g.OutWidth, ((perTap * g.Window.Taps) + 3) & ~3, columns);
        using Buffer scratch = on.Allocate(checked(runs.Count * runs.Rows * columns));
        Divisor rows = Divisor.Of(runs.Rows), row = Divisor.Of(perTap);

        for (int group = 0; group < g.Groups; group++)
        {
            Shares(on, group, runs, scratch.All);
            on.LaunchGroups<ShareTotal<TView, TValue>, float>(
                new(runs.Rows * columns / ShareTotal<TView, TValue>.Places, 1, 1),
                new(on.View(scratch.All), runs.Count, rows, columns, row, g.Window.Taps, g.Inputs, g.Outputs, group * g.Outputs, on.Sink(dw, accumulate)));
        }
    }

    private void Shares<TView, TValue>(Device<TView, TValue> on, int group, PixelRuns runs, Devices.Region shares)
        where TView : struct, IView<TValue>
        where TValue : unmanaged, IValue<TValue>
    {
        int columns = g.OutBlocks / g.Groups, area = g.Height * g.Width;
        Divisor run = Divisor.Of(g.InputBlocks);
        PixelTerms<TView, TValue, SamePixel> gradients = new(
            on.View(dy), g.OutputPixels.Same, runs.Pixels, runs.Length, Divisor.Of(columns), columns, group * columns, g.OutBlocks, g.OutHeight * g.OutWidth);
        ShareOutlet<TView, TValue> outlet = new(on.View(shares), runs.Rows, columns * 16);
        ProductSize size = new(runs.Rows, columns * 16, runs.Length / 16, runs.Count);

        if (g.Planes != 0)
        {
            on.LaunchProduct(
                new PlaneTerms<TView, TValue>(on.View(x), g.InputsOf(g.OutputPixels), runs.Pixels, runs.Length, Divisor.Of(g.Channels), g.Channels * g.Window.Taps, area),
                gradients, outlet, size);
        }
        else if (g.Flat)
        {
            on.LaunchProduct(
                new PixelTerms<TView, TValue, SamePixel>(on.View(x), g.OutputPixels.Same, runs.Pixels, runs.Length, run, run.Value, group * run.Value, g.Blocks, area),
                gradients, outlet, size);
        }
        else
        {
            on.LaunchProduct(
                new PixelTerms<TView, TValue, TapPixel>(
                    on.View(x), g.InputsOf(g.OutputPixels), runs.Pixels, runs.Length, run, run.Value * g.Window.Taps, group * run.Value, g.Blocks, area),
                gradients, outlet, size);
        }
    }
}
