using System.Reflection;
using System.Text.RegularExpressions;
using ILGPU.Runtime.Cuda;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Gpu.TensorCores;
using NativeNas.Kernels.Gpu.Tests.Compilation;
using NativeNas.Kernels.Staged.Products;
using NativeNas.TestKit;

namespace NativeNas.Kernels.Gpu.Tests.TensorCores;

/// <summary>The CUDA form of matrix products by its PTX: no device runs it here.</summary>
public partial class TensorProductTests
{
    [Fact]
    public void Every_product_compiles_without_local_memory_calls_or_a_loop_in_its_step()
    {
        foreach (Type product in ProductTypes.All)
        {
            string text = Compiler.Ptx(typeof(Entries).GetMethod(nameof(Entries.Staged))!.MakeGenericMethod(product, typeof(ProductState)), CudaArchitecture.SM_90);
            Holds(product, text, CudaArchitecture.SM_90);
            Assert.Equal(16 * Number(product, "Rows") * Number(product, "Columns") / Number(product, "Threads"), Count(text, "\tmul.f32"));
            Assert.Equal(1, new PtxText(text).Loops);
        }
    }

    [Theory]
    [InlineData(MatrixPrecision.Tf32, 2)]
    [InlineData(MatrixPrecision.Bf16, 1)]
    public void Every_product_has_a_replacement_on_tensor_cores(MatrixPrecision precision, int multiplications)
    {
        foreach (Type product in ProductTypes.All)
        {
            foreach (CudaArchitecture architecture in new[] { CudaArchitecture.SM_80, CudaArchitecture.SM_90 })
            {
                string text = Compiler.Ptx(TensorProduct.Entry(product, precision), architecture);
                Holds(product, text, architecture);
                Assert.Equal(2 * Runs(product) * multiplications, Count(text, "mma.sync.aligned"));
            }
        }
    }

    [Theory]
    [InlineData(typeof(Tile64x16), MatrixPrecision.Tf32)]
    [InlineData(typeof(Tile64x64), MatrixPrecision.Tf32)]
    [InlineData(typeof(Tile128x64), MatrixPrecision.Tf32)]
    [InlineData(typeof(Tile64x64), MatrixPrecision.Bf16)]
    [InlineData(typeof(Tile128x64), MatrixPrecision.Bf16)]
    public void Its_text_multiplies_the_cells_of_its_fragments(Type tile, MatrixPrecision precision)
    {
        Type[] products = [.. ProductTypes.All.Where(product => product.GetGenericArguments()[0] == tile)];
        Assert.NotEmpty(products);

        foreach (Type product in products)
        {
            string text = Compiler.Ptx(TensorProduct.Entry(product, precision), CudaArchitecture.SM_80);
            typeof(TensorProductTests).GetMethod(nameof(Follows), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(product).Invoke(null, [text]);
        }
    }

    private static void Follows<TKernel>(string text)
        where TKernel : struct, ITileProduct
    {
        const int warp = 32;
        float[] shared = [.. Enumerable.Range(0, Fragments<TKernel>.Shared).Select(i => (i * 7919 % 1009 / 1009f) - 0.5f)];
        WarpProgram program = new(text);
        program.Run(shared, [lane => Fragments<TKernel>.Left(warp + lane), lane => Fragments<TKernel>.Right(warp + lane)]);

        for (int m = 0; m < 2; m++)
        {
            for (int n = 0; n < Fragments<TKernel>.Runs; n++)
            {
                float[,] sums = new float[32, 4];

                for (int half = 0; half < 2; half++)
                {
                    float[,] a = new float[32, 4], b = new float[32, 2];

                    for (int lane = 0; lane < 32; lane++)
                    {
                        for (int i = 0; i < 4; i++)
                        {
                            a[lane, i] = shared[Fragments<TKernel>.Left(warp + lane) + Fragments<TKernel>.LeftOffset(m, i & 1, (2 * half) + (i >> 1))];
                            b[lane, i >> 1] = shared[Fragments<TKernel>.Right(warp + lane) + Fragments<TKernel>.RightOffset(n, (2 * half) + (i >> 1))];
                        }
                    }

                    WarpMultiplication.K8(a, b, sums);
                }

                for (int lane = 0; lane < 32; lane++)
                {
                    for (int i = 0; i < 4; i++)
                    {
                        Assert.Equal(sums[lane, i], program.Sum(lane, (((m * 4) + n) * 4) + i), 1e-5f);
                    }
                }

                for (int h = 0; h < 2; h++)
                {
                    int first = (((m * 4) + n) * 4) + (2 * h);
                    Assert.Contains($"here, {4 * Fragments<TKernel>.SumOffset(m, h, n)}; st.shared.v2.f32 [there], {{sum{first}, sum{first + 1}}};", Blanks().Replace(text, " "), StringComparison.Ordinal);
                }
            }
        }
    }

    private static void Holds(Type product, string text, CudaArchitecture architecture)
    {
        PtxText ptx = new(text);
        Assert.False(ptx.HasLocalMemory, $"{product} keeps values in local memory.");
        Assert.False(ptx.Calls, $"{product} calls a function.");
        Assert.InRange(ptx.SharedBytes, 1, 48 << 10);
        Assert.Equal(1, Count(text, ".b8 __shared_alloca0["));
        Assembler.Takes(product.ToString(), text, architecture);
    }

    private static int Runs(Type product) => Number(product, "Rows") * Number(product, "Columns") / Number(product, "Threads") / 8;

    private static int Number(Type product, string name) => (int)product.GetProperty(name, BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!;

    private static int Count(string text, string part) => text.Split(part).Length - 1;

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
