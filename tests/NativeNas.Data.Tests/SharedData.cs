namespace NativeNas.Data.Tests;

/// <summary>Real files, where this machine has them.</summary>
internal static class SharedData
{
    /// <summary>The path below the data folder; skips the test when it does not exist.</summary>
    public static string At(string name)
    {
        string path = Path.Join(Environment.GetEnvironmentVariable("NATIVENAS_DATA") ?? Beside(), name);

        if (!Path.Exists(path))
        {
            Assert.Skip($"{path} does not exist.");
        }

        return path;
    }

    private static string Beside()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);

        while (folder is not null && !File.Exists(Path.Join(folder.FullName, "NativeNas.sln")))
        {
            folder = folder.Parent;
        }

        return Path.Join(folder?.FullName, "..", "shared", "data");
    }
}
