using System.Xml.Linq;
using NativeNas.Search.Reports;

namespace NativeNas.Search.Tests.Reports;

public sealed class ReportPageTests
{
    private static readonly Report Sample = new("A run <of> \"shapes\" & more")
    {
        Highlights = [("Test accuracy", "91.3 %"), ("Parameters", "12,345")],
        Summary = [("Genotype hash", "<b>0123</b>"), ("Seconds", "81.2")],
        Figures =
        [
            ("Curves", CurvesFigure.Draw(Samples.Metrics())),
            ("Weights of operations", "<?xml version=\"1.0\"?>\n" + AlphasFigure.Draw([Samples.Alphas("normal", 1)], Samples.Operations)),
        ],
        Texts = [("Settings", "{ \"seed\": 1, \"a\": \"</pre><script>\" }")],
    };

    [Fact]
    public void The_page_is_well_formed_and_holds_everything_it_was_given()
    {
        XElement page = XDocument.Parse(ReportPage.Write(Sample)).Root!;
        Assert.Equal(Sample.Title, page.Descendants("h1").Single().Value);
        Assert.Equal(Sample.Title, page.Descendants("title").Single().Value);
        Assert.Contains(page.Descendants("b"), b => b.Value == "91.3 %");
        Assert.Contains(page.Descendants("td"), td => td.Value == "<b>0123</b>");
        Assert.Equal(2, page.Descendants("svg").Count());
        Assert.Equal(Sample.Texts[0].Text, page.Descendants("pre").Single().Value);
    }

    [Fact]
    public void The_page_refers_to_nothing_outside_itself()
    {
        string page = ReportPage.Write(Sample);
        foreach (string reference in new[] { "http", "src=", "href=", "url(", "@import", "<script" })
        {
            Assert.DoesNotContain(reference, page, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public void Both_themes_are_there() => Assert.Contains("prefers-color-scheme: dark", ReportPage.Write(Sample), StringComparison.Ordinal);

    [Fact]
    public void What_is_no_picture_is_refused() =>
        Assert.Throws<ArgumentException>(() => ReportPage.Write(new Report("x") { Figures = [("y", "no picture")] }));
}
