using NativeNas.Autodiff;

namespace NativeNas.Architecture.Tests.Bits;

/// <summary>Results have the same bits whatever vectors the processor has and however many threads work.</summary>
public class VectorWidthTests
{
    private static readonly Lazy<BitsRun> plain = new(() => BitsRun.Of(null, 1));

    [Theory]
    [InlineData("DOTNET_EnableAVX512", "avx512", "vector512")]
    [InlineData("DOTNET_EnableAVX2", "avx512", "avx2", "fma", "vector512", "vector256")]
    [InlineData("DOTNET_EnableHWIntrinsic", "avx512", "avx2", "fma", "vector512", "vector256", "vector128")]
    public void Narrower_vectors_give_the_same_bits(string off, params string[] gone)
    {
        Assert.SkipUnless(System.Runtime.InteropServices.RuntimeInformation.ProcessArchitecture == System.Runtime.InteropServices.Architecture.X64, "The switches belong to x64.");
        BitsRun run = BitsRun.Of(off, 2);

        foreach ((string name, bool accelerated) in run.Vectors)
        {
            Assert.True(accelerated == (plain.Value.Vectors[name] && !gone.Contains(name)), $"{off}=0 leaves {name} {accelerated}.");
        }

        Assert.Equal(plain.Value.Digests, run.Digests);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void More_threads_give_the_same_bits(int threads) => Assert.Equal(plain.Value.Digests, BitsRun.Of(null, threads).Digests);

    [Fact]
    public void The_child_has_the_vectors_of_this_processor() =>
        Assert.Equal(System.Runtime.Intrinsics.X86.Avx2.IsSupported, plain.Value.Vectors["avx2"]);

    [Fact]
    public void Every_op_has_a_case()
    {
        string[] covered = [.. plain.Value.Digests.Select(line => line.Split(' ')[0])];
        string[] missing = [.. typeof(Op).Assembly.GetTypes()
            .Where(type => type.Namespace == "NativeNas.Autodiff.Ops" && !type.IsAbstract && type.IsSubclassOf(typeof(Op)))
            .Select(type => type.Name.Split('`')[0])
            .Except(covered)];
        Assert.True(missing.Length == 0, $"tests/NativeNas.Bits/Cases.cs has no line for {string.Join(", ", missing)}.");
    }
}
