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
    public void Devices_stand_side_by_side_each_beside_its_own_ceilings()
    {
        (int code, string output, string error) = shell.Run("bench", "kernels", "relu/n1_c16_h8", "depthwise/n1_c16_h8", "--rounds", "1", "--threads", "1", "--device", "cpu", "--device", "cpu-scalar", "--out", shell["both"]);
        Assert.Equal(0, code);
        Assert.Equal(8, error.Split('\n').Count(line => line.EndsWith(" of the roofline", StringComparison.Ordinal)));
        Assert.Contains("relu/n1_c16_h8 fwd on cpu-scalar: ", error, StringComparison.Ordinal);
        Assert.Equal(4, output.Split('\n').Count(line => line.Contains("_h8 ", StringComparison.Ordinal) && line.Split(" % ").Length == 3));
        Assert.Contains("×: the time of cpu over the device's", output, StringComparison.Ordinal);
        JsonObject kept = JsonNode.Parse(File.ReadAllText(Path.Combine(shell["both"], "kernels.json")))!.AsObject();
        Assert.Equal(["cpu", "cpu-scalar"], kept["devices"]!.AsArray().Select(device => device!["device"]!.GetValue<string>()));
        Assert.All((string[])["cpu", "cpu-scalar"], device => Assert.True(kept["depthwise/n1_c16_h8"]!["fwdbwd"]![device]!["fraction"]!.GetValue<double>() > 0));
        string[] titles = [.. XDocument.Load(Path.Combine(shell["both"], "roofline.svg")).Descendants().Where(element => (string?)element.Attribute("class") == "title").Select(element => element.Value)];
        Assert.Equal(["Roofline of cpu, 1 thread", "Roofline of cpu-scalar, 1 thread"], titles.Where(title => title.StartsWith("Roofline", StringComparison.Ordinal)));
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
    [InlineData("The shape's word 'k0' is no number from 1 on.", "depthwise", "--shape", "k0")]
    [InlineData("The shape's word 'e0' is no number from 1 on.", "mbconv/n1_c8_h4_e0")]
    [InlineData("depthwise/n100000_c96_h100000_k3_s1 cannot be made: one of its tensors has more than 2³¹ − 1 numbers", "depthwise", "--shape", "n100000_h100000")]
    [InlineData("pointwise/n32_c96to24_h56_g5 cannot be made: Pointwise convolution: 5 groups do not divide", "pointwise", "--shape", "g5")]
    [InlineData("darts_supernet_step/n30000 needs ", "darts_supernet_step/n30000")]
    [InlineData("The shape 'k3' has a word 'k' that no chosen kernel has; their words are n c h", "relu", "tanh", "--shape", "k3")]
    [InlineData("goes from 24 to 144 channels; it keeps them", "depthwise/n1_c24to144_h4")]
    [InlineData("--fusion maybe: expected one of on, off, both", "relu", "--fusion", "maybe")]
    [InlineData("--rounds is a number of 1 to 1000", "relu", "--rounds", "0")]
    [InlineData("--device cpu: expected each device once", "relu/n1_c1_h1", "--device", "cpu", "--device", "cpu-scalar", "--device", "cpu")]
    public void What_cannot_be_timed_is_refused_in_one_line(string message, params string[] args) =>
        Assert.Contains(message, shell.Refusal(2, ["bench", "kernels", .. args]), StringComparison.Ordinal);

    [Fact]
    public void Without_fusion_only_what_fuses_is_marked()
    {
        JsonObject all = shell.Json("bench", "kernels", "relu/n1_c3_h4", "mbconv/n1_c3_h4_k3", "--rounds", "1", "--quiet", "--fusion", "off", "--threads", "1");
        Assert.NotNull(all["relu/n1_c3_h4"]!["fwdbwd"]);
        Assert.NotNull(all["mbconv/n1_c3_h4_k3 (unfused)"]!["fwdbwd"]);
    }

    public void Dispose() => shell.Dispose();
}
