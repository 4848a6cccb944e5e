namespace NativeNas.Architecture.Tests.Source;

/// <summary>The files of the repository that holds the running tests.</summary>
public static class Repository
{
    public static string Root { get; } = Find();

    /// <summary>Files below a folder by pattern, as paths relative to the root, without build outputs.</summary>
    public static IReadOnlyList<string> Files(string folder, string pattern)
    {
        string path = Path.Combine(Root, folder);
        return !Directory.Exists(path) ? [] :
        [
            .. Directory.EnumerateFiles(path, pattern, SearchOption.AllDirectories)
                .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/'))
                .Where(file => !file.Split('/').Any(part => part is "bin" or "obj" or "BenchmarkDotNet.Artifacts"))
                .Order(StringComparer.Ordinal),
        ];
    }

    public static string Read(string file) => File.ReadAllText(Path.Combine(Root, file));

    private static string Find()
    {
        for (DirectoryInfo? at = new(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "NativeNas.sln")))
            {
                return at.FullName;
            }
        }

        throw new InvalidOperationException($"No folder above {AppContext.BaseDirectory} holds NativeNas.sln.");
    }
}
