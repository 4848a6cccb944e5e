using Xunit;

namespace NativeNas.TestKit;

/// <summary>Real data beside the repository: <c>NATIVENAS_DATA</c>, or <c>../shared/data</c> from its root.</summary>
public static class DataFolder
{
    /// <summary>The folder or file of that name; the test is skipped where it is absent.</summary>
    public static string Find(params ReadOnlySpan<string> names)
    {
        string path = Path.Combine([Root(), .. names]);

        if (!Path.Exists(path))
        {
            Assert.Skip($"The data '{Path.Combine([.. names])}' is not on this machine.");
        }

        return path;
    }

    private static string Root()
    {
        if (Environment.GetEnvironmentVariable("NATIVENAS_DATA") is { Length: > 0 } given)
        {
            return given;
        }

        DirectoryInfo? folder = new(AppContext.BaseDirectory);

        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "NativeNas.sln")))
        {
            folder = folder.Parent;
        }

        return Path.Combine(folder?.Parent?.FullName ?? "", "shared", "data");
    }
}
