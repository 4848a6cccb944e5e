using System.Globalization;
using System.Xml.Linq;
using NativeNas.Kernels.Random;
using NativeNas.Supernets.Drawings;
using NativeNas.Supernets.Genotypes;
using NativeNas.Supernets.Spaces;

namespace NativeNas.Supernets.Tests.Drawings;

public class DrawingTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";
    private static readonly Genotype Darts = Genotype.Named("DARTS_V2");

    [Fact]
    public void The_text_is_a_readable_table() => Assert.Equal(
        """
        normal cell
           2 = sep_conv_3x3 of c[k-2] + sep_conv_3x3 of c[k-1]
           3 = sep_conv_3x3 of c[k-2] + sep_conv_3x3 of c[k-1]
           4 = skip_connect of c[k-2] + sep_conv_3x3 of c[k-1]
           5 = skip_connect of c[k-2] + dil_conv_3x3 of 2
          output = concat(2, 3, 4, 5)

        """.ReplaceLineEndings("\n"),
        TextDrawing.Of(Darts.Normal, "normal"));

    [Fact]
    public void The_DOT_graph_has_every_edge_once()
    {
        string dot = DotDrawing.Of(Darts);
        Assert.Contains("\"normal_2\" -> \"normal_5\" [label=\"dil_conv_3x3\"", dot, StringComparison.Ordinal);
        Assert.Equal(2 * (8 + 4), dot.Split("->").Length - 1);
        Assert.Equal(dot.Count(c => c == '{'), dot.Count(c => c == '}'));
        Assert.Equal(8 + 4, DotDrawing.Of(Darts.Normal, "cell").Split("->").Length - 1);
    }

    [Fact]
    public void The_picture_is_XML_with_a_title_and_a_label_for_each_edge()
    {
        XElement picture = XDocument.Parse(SvgDrawing.Of(Darts.Normal, "Found <1> & kept")).Root!;
        Assert.Equal("Found <1> & kept", picture.Element(Svg + "title")!.Value);
        XElement cell = picture.Element(Svg + "g")!;
        string[] labels = [.. cell.Elements(Svg + "text").Select(t => t.Value)];
        Assert.Equal(5, labels.Count(t => t == "sep conv 3×3"));
        Assert.Equal(2, labels.Count(t => t == "skip"));
        Assert.Equal(1, labels.Count(t => t == "dil conv 3×3"));
        Assert.Equal(12 + 8, cell.Elements(Svg + "path").Count()); // each edge, and each label's lead to its node
        Assert.Equal(2, XDocument.Parse(SvgDrawing.Of(Darts)).Root!.Elements(Svg + "g").Count());
    }

    [Fact]
    public void No_two_boxes_of_a_random_cell_overlap_and_all_lie_in_the_picture()
    {
        for (int seed = 0; seed < 60; seed++)
        {
            CellGenotype cell = new DartsSpace(1 + seed % 8).SampleGenotype(new Rng(9).At(seed)).Normal;
            cell = seed % 3 == 0 ? new(cell.Nodes, [0, 2]) : cell;
            XElement picture = XDocument.Parse(SvgDrawing.Of(cell, "cell")).Root!;
            XElement group = picture.Element(Svg + "g")!;
            (double Left, double Top, double Right, double Bottom)[] boxes =
            [
                .. group.Elements(Svg + "rect").Select(r => Box(Of(r, "x"), Of(r, "y"), Of(r, "width"), Of(r, "height"))),
                .. group.Elements(Svg + "circle").Select(c => Box(Of(c, "cx") - Of(c, "r"), Of(c, "cy") - Of(c, "r"), 2 * Of(c, "r"), 2 * Of(c, "r"))),
            ];
            Assert.Equal(3 + 3 * cell.Nodes.Length, boxes.Length);

            for (int i = 0; i < boxes.Length; i++)
            {
                Assert.True(boxes[i].Left >= 0 && boxes[i].Top >= -0.01, $"Seed {seed}: {boxes[i]} begins outside.");
                Assert.True(boxes[i].Right <= Of(picture, "width") - 56 && boxes[i].Bottom <= Of(picture, "height") - 68, $"Seed {seed}: {boxes[i]} ends outside.");
                Assert.DoesNotContain(boxes.Skip(i + 1), b => Overlap(boxes[i], b));
            }
        }
    }

    private static double Of(XElement element, string name) =>
        double.Parse(element.Attribute(name)!.Value, CultureInfo.InvariantCulture);

    private static (double Left, double Top, double Right, double Bottom) Box(double x, double y, double w, double h) => (x, y, x + w, y + h);

    private static bool Overlap((double Left, double Top, double Right, double Bottom) a, (double Left, double Top, double Right, double Bottom) b) =>
        a.Left < b.Right && b.Left < a.Right && a.Top < b.Bottom && b.Top < a.Bottom;
}
