using System.Text.RegularExpressions;

namespace NativeNas.Architecture.Tests.Source;

/// <summary>C# source without its comments and literals: what remains is code.</summary>
public static partial class CodeText
{
    public static string Of(string source) => Quiet().Replace(source, " ");

    /// <summary>Raw strings first, then comments, verbatim strings, plain strings and characters.</summary>
    [GeneratedRegex("""("{3,})[\s\S]*?\1|//[^\n]*|/\*[\s\S]*?\*/|\$?@\$?"(?:[^"]|"")*"|\$?"(?:\\.|[^"\\\n])*"|'(?:\\.[^']*|[^'\\])'""")]
    private static partial Regex Quiet();
}
