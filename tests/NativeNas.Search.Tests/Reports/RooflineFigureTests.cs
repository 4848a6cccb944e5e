using System.Xml.Linq;
using NativeNas.Kernels.Roofline;
using NativeNas.Search.Reports;

namespace NativeNas.Search.Tests.Reports;

public class RooflineFigureTests
{
    private static readonly Ceilings memory = new(Gigaflops: 400, Gigabytes: 40), cache = new(Gigaflops: 400, Gigabytes: 160);

    [Fact]
    public void Kernels_that_count_operations_are_points_and_all_are_bars()
    {
        string text = RooflineFigure.Draw("cpu, 2 threads", [Of("a/1 fwd", 2, 60, memory), Of("a/1 fwdbwd", 2, 60, cache), Of("b/1 fwd", 100, 300, memory), Of("relu/1 <fwd>", 0, 0, memory)]);
        XElement picture = XDocument.Parse(text).Root!;
        Assert.Equal(3, picture.Descendants().Count(element => element.Name.LocalName == "circle"));
        string[] texts = [.. picture.Descendants().Where(element => element.Name.LocalName == "text").Select(element => element.Value)];
        Assert.Superset(new HashSet<string>(["Roofline of cpu, 2 threads", "400 GF/s of fused multiply-adds", "40.0 GB/s", "160 GB/s", "a/1 fwd", "relu/1 <fwd>", "50 %  60.0 GF/s", "50 %  7.00 GB/s"]), texts.ToHashSet());
    }

    [Fact]
    public void Points_on_one_place_have_labels_that_do_not_cover_each_other()
    {
        XElement picture = XDocument.Parse(RooflineFigure.Draw("x", [Of("a", 2, 60, memory), Of("b", 2, 60, memory), Of("c", 2, 60, memory)])).Root!;
        var places = picture.Descendants().Where(element => (string?)element.Attribute("class") == "small").Select(element => (element.Attribute("x")!.Value, element.Attribute("y")!.Value)).ToList();
        Assert.Equal(3, places.Distinct().Count());
    }

    [Fact]
    public void Devices_stand_one_below_the_other_and_a_family_keeps_its_colour()
    {
        XElement picture = XDocument.Parse(RooflineFigure.Draw([("cpu", [Of("a", 2, 60, memory), Of("b", 2, 50, memory)]), ("cuda:0", [Of("b", 2, 600, new(4000, 400))])])).Root!;
        XElement[] titles = [.. picture.Descendants().Where(element => element.Value is "Roofline of cpu" or "Roofline of cuda:0")];
        Assert.True((double)titles[1].Attribute("y")! > (double)titles[0].Attribute("y")! + 330);
        string[] colours = [.. picture.Descendants().Where(element => element.Name.LocalName == "circle").Select(element => element.Attribute("fill")!.Value)];
        Assert.Equal(colours[1], colours[2]);
        Assert.True((double)picture.Attribute("height")! > (double)titles[1].Attribute("y")! + 330);
    }

    [Fact]
    public void Nothing_to_place_is_said() => Assert.Contains("no kernel here counts multiply-adds", RooflineFigure.Draw("x", [Of("relu", 0, 0, memory)]), StringComparison.Ordinal);

    private static RooflinePoint Of(string label, double intensity, double gigaflops, Ceilings ceilings) => new(label, label.Split('/')[0], intensity, gigaflops, 7, 0.5, ceilings);
}
