using NativeNas.Architecture.Tests.Source;

namespace NativeNas.Architecture.Tests;

public class ArrowTests
{
    /// <summary>Cli → Search → Supernets → Zoo → Nn → Autodiff → Tensors → Kernels, Cli → Data → Tensors, Cli → Workloads → Supernets, and Cli → Kernels.Gpu → Kernels. The generator writes bodies of Kernels while it compiles.</summary>
    private static readonly Dictionary<string, string[]> arrows = new()
    {
        ["NativeNas.Kernels.Generator"] = [],
        ["NativeNas.Kernels"] = ["NativeNas.Kernels.Generator"],
        ["NativeNas.Kernels.Gpu"] = ["NativeNas.Kernels"],
        ["NativeNas.Tensors"] = ["NativeNas.Kernels"],
        ["NativeNas.Autodiff"] = ["NativeNas.Tensors"],
        ["NativeNas.Nn"] = ["NativeNas.Autodiff"],
        ["NativeNas.Data"] = ["NativeNas.Tensors"],
        ["NativeNas.Zoo"] = ["NativeNas.Nn"],
        ["NativeNas.Supernets"] = ["NativeNas.Zoo"],
        ["NativeNas.Search"] = ["NativeNas.Supernets"],
        ["NativeNas.Workloads"] = ["NativeNas.Supernets"],
        ["NativeNas.Cli"] = ["NativeNas.Data", "NativeNas.Kernels.Gpu", "NativeNas.Search", "NativeNas.Workloads"],
    };

    private static readonly IReadOnlyList<Project> projects = [.. Project.Under("kernels"), .. Project.Under("src")];

    [Fact]
    public void Every_project_references_exactly_the_projects_below_it()
    {
        Assert.NotEmpty(projects);
        Assert.Empty(projects.SelectMany(Faults));
    }

    [Fact]
    public void The_solution_holds_every_project()
    {
        string solution = Repository.Read("NativeNas.sln").Replace('\\', '/');
        string[] all = [.. projects.Select(project => project.File), .. Repository.Files("tests", "*.csproj"), .. Repository.Files("benchmarks", "*.csproj")];
        Assert.DoesNotContain(all, file => !solution.Contains($"\"{file}\"", StringComparison.Ordinal));
    }

    [Fact]
    public void Only_the_gpu_project_names_ILGPU()
    {
        string[] files =
        [
            .. new[] { "kernels", "src", "tests", "benchmarks" }.SelectMany(folder => Repository.Files(folder, "*.cs").Concat(Repository.Files(folder, "*.csproj"))),
        ];
        Assert.DoesNotContain(files, file =>
            !file.Contains("/NativeNas.Kernels.Gpu", StringComparison.Ordinal) &&
            (file.EndsWith(".csproj", StringComparison.Ordinal)
                ? Project.Parse(file, Repository.Read(file)).Packages.Any(package => package.StartsWith("ILGPU", StringComparison.Ordinal))
                : CodeText.Of(Repository.Read(file)).Contains("using ILGPU", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("NativeNas.Tensors", "../NativeNas.Autodiff/NativeNas.Autodiff.csproj")]
    [InlineData("NativeNas.Data", "../NativeNas.Search/NativeNas.Search.csproj")]
    [InlineData("NativeNas.Unheard", "../../kernels/NativeNas.Kernels/NativeNas.Kernels.csproj")]
    public void An_arrow_that_points_elsewhere_is_found(string name, string reference)
    {
        string text = $"""<Project Sdk="Microsoft.NET.Sdk"><ItemGroup><ProjectReference Include="{reference}" /></ItemGroup></Project>""";
        Assert.NotEmpty(Faults(Project.Parse($"src/{name}/{name}.csproj", text)));
    }

    private static IEnumerable<string> Faults(Project project)
    {
        if (!arrows.TryGetValue(project.Name, out string[]? expected))
        {
            yield return $"{project.File}: the arrows name no such project.";
        }
        else if (!project.Projects.Order(StringComparer.Ordinal).SequenceEqual(expected))
        {
            yield return $"{project.File}: references {string.Join(", ", project.Projects)}; expected {string.Join(", ", expected)}.";
        }
    }
}
