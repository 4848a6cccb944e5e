using NativeNas.Kernels.Convolution;
using NativeNas.Kernels.Cpu;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Geometry;
using NativeNas.Kernels.Staged.Products;

namespace NativeNas.Kernels.Tests.Staged;

/// <summary>The products' tensor-core form, its instructions emulated: what a thread reads and writes, not the hardware.</summary>
public class TensorProductTests
{
    /// <summary>Bounds as the operands' bits have them: 2⁻¹¹ and 2⁻⁸, and room for what sums cancel.</summary>
    [Theory]
    [InlineData(MatrixPrecision.Fp32, 1e-5f)]
    [InlineData(MatrixPrecision.Tf32, 2e-3f)]
    [InlineData(MatrixPrecision.Bf16, 1.6e-2f)]
    public void Fragments_of_every_tile_make_the_product(MatrixPrecision precision, float bound)
    {
        using TensorDevice tensor = new(precision);
        using CpuScalarDevice oracle = new(2);

        foreach (ConvolutionCase one in (ConvolutionCase[])[.. ConvolutionCase.Random(6, 90), .. Each])
        {
            float[] error = one.Error(tensor, oracle);
            Assert.True(error.All(e => e <= bound), $"{string.Join(", ", error)}: {one}");
        }

        Type[] tiles = [typeof(Tile64x16), typeof(Tile128x16), typeof(Tile128x32), typeof(Tile64x64), typeof(Tile128x64)];
        Assert.Equal(tiles.ToHashSet(), [.. tensor.Products.Select(product => product.GetGenericArguments()[0])]);
    }

    [Fact]
    public void Operands_are_rounded_in_the_lower_precisions()
    {
        using TensorDevice tensor = new(MatrixPrecision.Tf32);
        using CpuScalarDevice oracle = new(2);
        Assert.InRange(Each[0].Error(tensor, oracle)[0], 1e-5f, 2e-3f);
    }

    /// <summary>A shape a tile.</summary>
    private static ConvolutionCase[] Each =>
    [
        Of(1, 16, 16, 5, Window.Same(3)), Of(3, 16, 16, 107, new(1, 1)), Of(2, 24, 32, 9, new(1, 1)),
        Of(1, 64, 64, 8, new(1, 1)), Of(3, 16, 64, 107, new(1, 1)),
    ];

    private static ConvolutionCase Of(int images, int channels, int outputs, int size, Window window) =>
        new(ConvolutionGeometry.Of(images, channels, outputs, 1, size, size, window), Accumulates: false, HasBias: true);
}
