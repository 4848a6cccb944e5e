using System.Net;
using System.Text;
using NativeNas.Kernels;

namespace NativeNas.Search.Reports;

/// <summary>report.html: one page that needs no other file and no network.</summary>
public static class ReportPage
{
    private const string Style =
        """
        :root { color-scheme: light dark; --ground: #eef0f3; --paper: #ffffff; --ink: #14181f; --soft: #667080; --rule: #e1e4e9; --accent: #2f7fd1; }
        @media (prefers-color-scheme: dark) { :root { --ground: #0d0f12; --paper: #15181d; --ink: #f0f2f5; --soft: #98a1af; --rule: #2e343d; --accent: #6cb0f0; } }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--ground); color: var(--ink); font: 15px/1.5 system-ui, "Segoe UI", "DejaVu Sans", sans-serif; }
        main { max-width: 1040px; margin: 0 auto; padding: 40px 20px 64px; }
        h1 { font-size: 26px; line-height: 1.25; margin: 0 0 24px; overflow-wrap: anywhere; }
        h2 { font-size: 16px; margin: 0 0 14px; }
        section { background: var(--paper); border: 1px solid var(--rule); border-radius: 10px; padding: 20px 24px; margin: 0 0 18px; }
        .highlights { display: flex; flex-wrap: wrap; gap: 14px; margin: 0 0 18px; }
        .highlights div { flex: 1 1 150px; background: var(--paper); border: 1px solid var(--rule); border-top: 3px solid var(--accent); border-radius: 10px; padding: 14px 18px; }
        .highlights b { display: block; font-size: 26px; line-height: 1.3; font-variant-numeric: tabular-nums; }
        .highlights span, th { color: var(--soft); }
        table { border-collapse: collapse; width: 100%; }
        th, td { text-align: left; font-weight: normal; padding: 6px 16px 6px 0; border-top: 1px solid var(--rule); vertical-align: top; }
        tr:first-child > * { border-top: 0; }
        th { width: 14em; } td { overflow-wrap: anywhere; font-variant-numeric: tabular-nums; }
        .figure { overflow-x: auto; } .figure svg { display: block; max-width: 100%; height: auto; margin: 0 auto; }
        summary { cursor: pointer; font-weight: 600; } pre { margin: 14px 0 0; overflow-x: auto; font: 12.5px/1.5 ui-monospace, "DejaVu Sans Mono", monospace; white-space: pre-wrap; overflow-wrap: anywhere; }
        """;

    public static string Write(Report report)
    {
        StringBuilder page = new();
        page.Append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n");
        page.Append($"<title>{Escaped(report.Title)}</title>\n<style>\n{Style}\n</style>\n</head>\n<body>\n<main>\n<h1>{Escaped(report.Title)}</h1>\n");
        if (report.Highlights.Count > 0)
        {
            page.Append("<div class=\"highlights\">\n");
            foreach ((string name, string value) in report.Highlights)
            {
                page.Append($"<div><b>{Escaped(value)}</b><span>{Escaped(name)}</span></div>\n");
            }

            page.Append("</div>\n");
        }

        if (report.Summary.Count > 0)
        {
            page.Append("<section>\n<h2>Summary</h2>\n<table>\n");
            foreach ((string name, string value) in report.Summary)
            {
                page.Append($"<tr><th scope=\"row\">{Escaped(name)}</th><td>{Escaped(value)}</td></tr>\n");
            }

            page.Append("</table>\n</section>\n");
        }

        foreach ((string caption, string svg) in report.Figures)
        {
            page.Append($"<section>\n<h2>{Escaped(caption)}</h2>\n<div class=\"figure\">\n{Inlined(svg)}</div>\n</section>\n");
        }

        foreach ((string heading, string text) in report.Texts)
        {
            page.Append($"<section>\n<details>\n<summary>{Escaped(heading)}</summary>\n<pre>{Escaped(text)}</pre>\n</details>\n</section>\n");
        }

        return page.Append("</main>\n</body>\n</html>\n").ToString();
    }

    /// <summary>HTML implies the namespace and allows no XML declaration inside.</summary>
    private static string Inlined(string svg)
    {
        int start = svg.IndexOf("<svg", StringComparison.Ordinal);
        Require.That(start >= 0, $"A figure is an SVG picture; got '{svg[..Math.Min(40, svg.Length)]}'.");
        return svg[start..].Replace(Svg.Namespace, "", StringComparison.Ordinal);
    }

    private static string Escaped(string text) => WebUtility.HtmlEncode(text);
}
