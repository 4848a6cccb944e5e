using System.Reflection;
using NativeNas.Architecture.Tests.Broken;
using NativeNas.Architecture.Tests.Il;
using NativeNas.Kernels;
using NativeNas.Kernels.Values;

namespace NativeNas.Architecture.Tests;

public class KernelScanTests
{
    private static readonly Type[] kernels = KernelScan.KernelsOf(typeof(IKernel).Assembly);

    [Fact]
    public void Portable_kernels_call_nothing_that_ILGPU_cannot_compile()
    {
        Assert.True(kernels.Length >= 8, $"Only {kernels.Length} kernels were found.");
        Assert.Empty(KernelScan.Of(kernels));
    }

    [Fact]
    public void The_scan_reaches_functions_sizes_and_sinks_but_no_value()
    {
        IReadOnlyCollection<MethodBase> reached = KernelScan.Reached(kernels);
        string[] names = [.. reached.Select(method => $"{method.DeclaringType!.Name}.{method.Name}")];
        Assert.Contains("Relu.Forward", names);
        Assert.Contains("S3.get_Value", names);
        Assert.Contains("Sink`2.Put", names);
        Assert.Contains("DepthwiseBackwardWeightKernel`2.Gather", names);
        Assert.DoesNotContain(reached, method => method.DeclaringType == typeof(Scalar) || method.DeclaringType == typeof(Block));
    }

    [Theory]
    [InlineData(typeof(MakesArray), "creates an array")]
    [InlineData(typeof(UsesSpan), "calls System.Span`1")]
    [InlineData(typeof(LoadsString), "loads a string")]
    [InlineData(typeof(Boxes), "boxes")]
    [InlineData(typeof(Tries), "has a try block")]
    [InlineData(typeof(Throws), "throws")]
    [InlineData(typeof(CallsVirtually), "calls IComparable.CompareTo through a reference")]
    [InlineData(typeof(MakesDelegate), "makes a delegate")]
    [InlineData(typeof(TouchesStatic), "touches the static field total")]
    [InlineData(typeof(Fuses), "calls System.MathF.FusedMultiplyAdd")]
    [InlineData(typeof(Clamps), "calls System.Math.Clamp")]
    [InlineData(typeof(Prints), "calls System.Console.WriteLine")]
    [InlineData(typeof(AllocatesOnStack), "allocates on the stack")]
    [InlineData(typeof(HoldsBool), "the field is a Boolean")]
    [InlineData(typeof(HoldsCharInside), "the field is a Char")]
    [InlineData(typeof(HoldsReference), "the field is a reference to Object")]
    [InlineData(typeof(Steps<>), "throws")]
    public void A_kernel_that_breaks_a_rule_is_found(Type kernel, string what) =>
        Assert.Contains(KernelScan.Of(kernel), finding => finding.What.StartsWith(what, StringComparison.Ordinal));
}
