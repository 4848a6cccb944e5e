using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace NativeNas.Cli.Tests;

public sealed class BenchTests : IDisposable
{
    private readonly Shell shell = new();

    [Fact]
    public void Kernels_are_timed_in_each_mode_beside_the_ceilings_of_the_run()
    {
        (int code, string output, string error) = shell.Run("bench", "kernels", "pointwise/n1_c16to24_h8", "relu/n1_c16_h8", "--rounds", "1", "--threads", "2", "--out", shell["roof"]);
        Assert.Equal(0, code);
        Assert.Equal(4, error.Split('\n').Count(line => line.EndsWith(" of the roofline", StringComparison.Ordinal)));
        Assert.Equal(4, output.Split('\n').Count(line => line.Contains("_h8 ", StringComparison.Ordinal) && line.Contains(" % ", StringComparison.Ordinal)));
        JsonObject kept = JsonNode.Parse(File.ReadAllText(Path.Combine(shell["roof"], "kernels.json")))!.AsObject();
        JsonNode figures = kept["pointwise/n1_c16to24_h8"]!["fwdbwd"]!;
        double flops = 3 * 2.0 * 16 * 24 * 64;
        Assert.Equal(flops / figures["ms"]!.GetValue<double>() / 1e6, figures["gflops"]!.GetValue<double>(), 1e-6);
        Assert.InRange(figures["fraction"]!.GetValue<double>(), 1e-6, 10);
        XDocument picture = XDocument.Load(Path.Combine(shell["roof"], "roofline.svg"));
        Assert.Equal(2, picture.Descendants().Count(element => element.Name.LocalName == "circle"));
        Assert.Contains(picture.Descendants(), element => element.Value == "relu/n1_c16_h8 fwdbwd");
    }

    [Fact]
    public void A_list_names_families_with_their_words_and_shapes()
    {
        string list = shell.Run("bench", "kernels", "depthwise", "mixed_op/*", "--list", "--fusion", "both").Output;
        Assert.StartsWith("depthwise: a filter a channel. Words: n c h k s d\n  depthwise/n32_c96_h56_k3_s1\n", list, StringComparison.Ordinal);
        Assert.Contains("  mixed_op/n64_c16_h32_s1 (unfused)\n", list, StringComparison.Ordinal);
        Assert.Equal(6, shell.Json("bench", "kernels", "pointwise/n32_*", "linear", "--list", "--shape", "n2").Sum(family => family.Value!["workloads"]!.AsArray().Count) - 2);
    }

    [Fact]
    public void A_shape_replaces_words_of_every_chosen_kernel()
    {
        JsonObject all = shell.Json("bench", "kernels", "add", "tanh", "--shape", "n1_c8_h5", "--rounds", "1", "--quiet", "--device", "cpu-scalar");
        Assert.Equal("cpu-scalar", all["device"]!.GetValue<string>());
        Assert.NotNull(all["add/n1_c8_h5"]!["fwd"]);
        Assert.NotNull(all["tanh/n1_c8_h5"]!["fwdbwd"]);
    }

    [Theory]
    [InlineData("Did you mean 'depthwise'?", "depthwize")]
    [InlineData("Did you mean 'depthwise/n32_c96_h56_k3_s1'?", "depthwise/n32_c96_h56_k3_s?1")]
    [InlineData("its words are n c h, such as relu/n32_c96_h56", "relu/n32_k3")]
    [InlineData("The shape '5' has a word '5'", "relu", "--shape", "5")]
    [InlineData("--rounds is a number of 1 to 1000", "relu", "--rounds", "0")]
    [InlineData("rebuild with -p:Gpu=true", "relu", "--device", "cuda")]
    public void What_cannot_be_timed_is_refused_in_one_line(string message, params string[] args) =>
        Assert.Contains(message, shell.Refusal(message.StartsWith("rebuild", StringComparison.Ordinal) ? 1 : 2, ["bench", "kernels", .. args]), StringComparison.Ordinal);

    public void Dispose() => shell.Dispose();
}
