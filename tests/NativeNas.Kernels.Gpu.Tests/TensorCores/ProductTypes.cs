using NativeNas.Kernels.Convolution;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Geometry;
using NativeNas.Kernels.Staged;
using NativeNas.Kernels.Staged.Products;
using Buffer = NativeNas.Kernels.Devices.Buffer;

namespace NativeNas.Kernels.Gpu.Tests.TensorCores;

/// <summary>Launches nothing and notes the staged kernels that operations would launch.</summary>
internal sealed class ProductTypes : Device<GpuView, Lane>
{
    private readonly ShapeOnlyDevice shapes = new();

    /// <summary>Every product of convolutions in all sizes, strides and layouts.</summary>
    public static IReadOnlyCollection<Type> All
    {
        get
        {
            using ProductTypes device = new();

            foreach ((int channels, int outputs, int size) in new[] { (3, 16, 4), (16, 16, 40), (16, 16, 200), (64, 32, 40), (64, 64, 8), (64, 64, 200), (256, 256, 20) })
            {
                foreach (Window window in new[] { new(1, 1), Window.Same(3), Window.Same(3, 2), Window.Same(7, 2) })
                {
                    device.Note(ConvolutionGeometry.Of(4, channels, outputs, 1, size, size, window));
                    device.Note(ConvolutionGeometry.Of(4, channels, outputs, 1, size, size, window) with { Planes = 1 });
                }
            }

            return device.Found;
        }
    }

    public HashSet<Type> Found { get; } = [];

    public override string Name => "notes";

    public override long BytesInUse => shapes.BytesInUse;

    public override long PeakBytes => shapes.PeakBytes;

    public override Buffer Allocate(int length) => shapes.Allocate(length);

    public override GpuView View(Region region) => default;

    public override void Run<TOperation>(in TOperation operation)
    {
        if (operation is IStagedForm { IsStaged: true } form)
        {
            form.RunStaged(this);
        }
    }

    public override void Launch<TKernel>(Extent extent, in TKernel kernel)
    {
    }

    public override void Reduce<TKernel, TState>(int groups, int pieces, in TKernel kernel)
    {
    }

    public override void LaunchGroups<TKernel, TState>(Extent groups, in TKernel kernel)
    {
        if (kernel is ITileProduct)
        {
            Found.Add(typeof(TKernel));
        }
    }

    public override void Dispose() => shapes.Dispose();

    private void Note(ConvolutionGeometry g)
    {
        using Buffer any = Allocate(16);
        Run(new ConvolutionForward(g, any.All, any.All, any.All, any.All));
        Run(new ConvolutionBackwardInput(g, any.All, any.All, any.All, accumulate: false));
        Run(new ConvolutionBackwardWeight(g, any.All, any.All, any.All, accumulate: true));
    }
}
