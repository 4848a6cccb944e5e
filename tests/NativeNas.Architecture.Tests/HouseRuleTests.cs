using System.Text.RegularExpressions;
using NativeNas.Architecture.Tests.Source;
using NativeNas.Autodiff;

namespace NativeNas.Architecture.Tests;

public partial class HouseRuleTests
{
    private const int MostLines = 400;

    private static readonly string[] folders = ["kernels", "src", "tests", "benchmarks"];

    [Fact]
    public void No_file_is_longer_than_400_lines() =>
        Assert.DoesNotContain(
            folders.SelectMany(folder => Repository.Files(folder, "*.cs")),
            file => Repository.Read(file).AsSpan().TrimEnd().Count('\n') >= MostLines);

    [Fact]
    public void Libraries_draw_from_Rng_and_take_time_as_an_argument()
    {
        string[] files = [.. Repository.Files("kernels", "*.cs"), .. Repository.Files("src", "*.cs")];
        Assert.NotEmpty(files);
        Assert.DoesNotContain(files, file => Banned().IsMatch(CodeText.Of(Repository.Read(file))));
    }

    [Theory]
    [InlineData("int i = Random.Shared.Next();")]
    [InlineData("System.Random r = new Random(1);")]
    [InlineData("string s = \"a // b\"; DateTime t = DateTime.Now;")]
    [InlineData("long t = DateTimeOffset.UtcNow.Ticks; // \"")]
    public void A_banned_call_is_found(string source) => Assert.Matches(Banned(), CodeText.Of(source));

    [Theory]
    [InlineData("// DateTime.Now")]
    [InlineData("string s = \"new Random(\";")]
    [InlineData("string s = \"\"\"Random.Shared\"\"\";")]
    [InlineData("Rng random = new Rng(1);")]
    public void Text_and_comments_are_no_calls(string source) => Assert.DoesNotMatch(Banned(), CodeText.Of(source));

    [Fact]
    public void Folders_are_nouns() =>
        Assert.DoesNotContain(
            folders.SelectMany(folder => Repository.Files(folder, "*.cs")).SelectMany(file => file.Split('/')[..^1]).Distinct(),
            part => Vague().IsMatch(part));

    [Fact]
    public void Every_project_has_its_page()
    {
        foreach (Project project in Project.Under("kernels").Concat(Project.Under("src")))
        {
            string page = $"{project.Folder}/README.md";
            Assert.True(File.Exists(Path.Combine(Repository.Root, page)), $"{page} is missing: one page about what is in the room.");
            Assert.InRange(Repository.Read(page).Split('\n').Length, 5, 90);
        }
    }

    [Fact]
    public void Every_op_has_a_test_class_of_its_name()
    {
        string tests = string.Concat(Repository.Files("tests/NativeNas.Autodiff.Tests/Ops", "*.cs").Select(Repository.Read));
        string[] ops = [.. typeof(Op).Assembly.GetTypes()
            .Where(type => type.Namespace == "NativeNas.Autodiff.Ops" && !type.IsAbstract && type.IsSubclassOf(typeof(Op)))
            .Select(type => type.Name.Split('`')[0])];
        Assert.NotEmpty(ops);
        string[] missing = [.. ops.Where(op => !tests.Contains($"class {op}Tests", StringComparison.Ordinal))];
        Assert.True(missing.Length == 0, $"tests/NativeNas.Autodiff.Tests/Ops has no test class named after {string.Join(", ", missing)}.");
    }

    [GeneratedRegex(@"\bRandom\s*\.\s*Shared\b|\bnew\s+(System\.)?Random\s*\(|\bDateTime(Offset)?\s*\.\s*(Utc)?Now\b")]
    private static partial Regex Banned();

    [GeneratedRegex("^(Utils?|Helpers?|Managers?|Common|Misc|Impl)$", RegexOptions.IgnoreCase)]
    private static partial Regex Vague();
}
