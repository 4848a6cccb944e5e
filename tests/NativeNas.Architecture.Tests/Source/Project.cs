using System.Xml.Linq;

namespace NativeNas.Architecture.Tests.Source;

/// <summary>What one .csproj references, by name.</summary>
public sealed record Project(string Name, string File, IReadOnlyList<string> Projects, IReadOnlyList<string> Packages)
{
    public string Folder => Path.GetDirectoryName(File)!.Replace('\\', '/');

    public static IReadOnlyList<Project> Under(string folder) => [.. Repository.Files(folder, "*.csproj").Select(Read)];

    public static Project Parse(string file, string text)
    {
        XElement root = XElement.Parse(text);
        return new(
            Path.GetFileNameWithoutExtension(file),
            file,
            [.. Includes(root, "ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path.Replace('\\', '/')))],
            [.. Includes(root, "PackageReference"), .. Includes(root, "Reference")]);
    }

    private static Project Read(string file) => Parse(file, Repository.Read(file));

    private static IEnumerable<string> Includes(XElement root, string element) =>
        root.Descendants(element).Select(item => (string?)item.Attribute("Include")).OfType<string>();
}
