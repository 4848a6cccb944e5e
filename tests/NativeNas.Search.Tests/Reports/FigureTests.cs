using System.Globalization;
using System.Xml.Linq;
using NativeNas.Search.Reports;
using NativeNas.Search.Runs;

namespace NativeNas.Search.Tests.Reports;

public sealed class FigureTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Fact]
    public void Curves_name_every_phase_and_draw_a_line_for_each_in_both_panels()
    {
        XElement svg = XElement.Parse(CurvesFigure.Draw(Samples.Metrics()));
        foreach (string text in new[] { "search", "retrain", "search validation", "retrain validation", "Loss", "Accuracy (%)", "step", "1,200" })
        {
            Assert.Contains(svg.Descendants(Svg + "text"), element => element.Value == text);
        }

        // Two panels of two noisy phases (a faint and a bold line each) and two sparse ones.
        Assert.Equal(2 * ((2 * 2) + 2), svg.Descendants(Svg + "polyline").Count());
        Assert.Equal(2 * 15, svg.Descendants(Svg + "circle").Count());
        AssertInside(svg);
    }

    [Fact]
    public void Curves_of_nothing_of_one_point_and_of_no_numbers_are_pictures_too()
    {
        AssertInside(XElement.Parse(CurvesFigure.Draw([])));
        AssertInside(XElement.Parse(CurvesFigure.Draw([new MetricsLine(5, 0, "search") { Loss = 2 }])));
        XElement diverged = XElement.Parse(CurvesFigure.Draw([new(1, 0, "a") { Loss = 1 }, new(2, 0, "a") { Loss = double.NaN }, new(3, 0, "a") { Loss = double.PositiveInfinity }]));
        Assert.Single(diverged.Descendants(Svg + "circle"));
        AssertInside(diverged);
    }

    [Fact]
    public void A_higher_loss_is_drawn_higher()
    {
        XElement svg = XElement.Parse(CurvesFigure.Draw([new Series("a", [new(0, 1), new(1, 3)])], []));
        double[] heights = [.. svg.Descendants(Svg + "circle").Select(circle => double.Parse(circle.Attribute("cy")!.Value, CultureInfo.InvariantCulture))];
        Assert.True(heights[1] < heights[0]);
    }

    [Fact]
    public void Alphas_have_a_panel_an_edge_with_a_line_an_operation_and_name_the_strongest()
    {
        XElement svg = XElement.Parse(AlphasFigure.Draw([Samples.Alphas("normal", 1), Samples.Alphas("reduction", 2)], Samples.Operations));
        Assert.Equal(28, svg.Descendants(Svg + "rect").Count(rect => rect.Attribute("class")!.Value == "panel"));
        Assert.Equal(28 * 8, svg.Descendants(Svg + "polyline").Count());
        Assert.Equal(28, svg.Descendants(Svg + "polyline").Count(line => line.Attribute("stroke-width")!.Value == "2.4"));
        Assert.Equal(2, svg.Descendants(Svg + "text").Count(text => text.Value == "2 → 3"));
        AssertInside(svg);
    }

    [Fact]
    public void Ticks_are_round_numbers_that_begin_and_end_the_axis_and_zero_has_no_sign()
    {
        Assert.Equal(["-0.5", "0.0", "0.5", "1.0", "1.5", "2.0"], Axis.OnTicks(-0.3, 1.9, 0, 100, 5).Ticks().Select(tick => tick.Label));
        Assert.Equal(["0", "20", "40", "60", "80", "100"], Axis.OnTicks(3, 97, 0, 100, 5).Ticks().Select(tick => tick.Label));
        Assert.Equal(["0.10", "0.11", "0.12"], new Axis(0.1, 0.12, 0, 100, 2).Ticks().Select(tick => tick.Label));
        Assert.Equal(["2,000", "4,000"], new Axis(1000, 4500, 0, 100, 2).Ticks().Select(tick => tick.Label));
    }

    [Fact]
    public void The_strongest_operation_is_never_none()
    {
        float[][] edges = [[0.7f, 0.1f, 0.2f], [0.7f, 0.2f, 0.1f]];
        XElement svg = XElement.Parse(AlphasFigure.Draw([new AlphaHistory("normal", [0, 1], [edges, edges])], ["none", "skip", "conv"]));
        string[] named = [.. svg.Descendants(Svg + "text").Where(text => text.Attribute("text-anchor")!.Value == "end").Select(text => text.Value)];
        Assert.Equal(["conv", "skip"], named.Where(name => name is "none" or "skip" or "conv"));
    }

    [Fact]
    public void Alphas_come_from_metrics_and_there_may_be_none_yet()
    {
        MetricsLine[] lines =
        [
            new(1, 0, "search") { Alphas = new Dictionary<string, float[][]> { ["normal"] = [[1], [1]] } },
            new(2, 0, "search") { Loss = 1 },
        ];
        AlphaHistory history = AlphaHistory.Of("normal", lines);
        Assert.Equal([1.0], history.Steps);
        Assert.Equal(1, history.Nodes);
        AssertInside(XElement.Parse(AlphasFigure.Draw([history, AlphaHistory.Of("reduction", lines)], ["conv"])));
        Assert.Throws<ArgumentException>(() => new AlphaHistory("normal", [0], [[[1f], [1f], [1f]]]));
    }

    [Fact]
    public void The_language_of_the_machine_changes_nothing()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        string expected = CurvesFigure.Draw(Samples.Metrics());
        try
        {
            CultureInfo commas = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            commas.NumberFormat.NumberDecimalSeparator = ",";
            commas.NumberFormat.NegativeSign = "~";
            CultureInfo.CurrentCulture = commas;
            Assert.Equal(expected, CurvesFigure.Draw(Samples.Metrics()));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    /// <summary>Every coordinate is a number within the picture.</summary>
    private static void AssertInside(XElement svg)
    {
        string[] box = svg.Attribute("viewBox")!.Value.Split(' ');
        (double width, double height) = (Parse(box[2]), Parse(box[3]));
        foreach (XElement shape in svg.Descendants())
        {
            foreach (XAttribute attribute in shape.Attributes())
            {
                switch (attribute.Name.LocalName)
                {
                    case "x" or "x1" or "x2" or "cx":
                        Assert.InRange(Parse(attribute.Value), 0, width);
                        break;
                    case "y" or "y1" or "y2" or "cy":
                        Assert.InRange(Parse(attribute.Value), 0, height);
                        break;
                    case "points":
                        string[] pairs = attribute.Value.Split(' ', StringSplitOptions.RemoveEmptyEntries);
                        Assert.All(pairs, pair => Assert.InRange(Parse(pair.Split(',')[1]), 0, height));
                        break;
                }
            }
        }
    }

    private static double Parse(string number) => double.Parse(number, CultureInfo.InvariantCulture);
}
