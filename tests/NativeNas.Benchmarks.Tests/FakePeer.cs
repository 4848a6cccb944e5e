namespace NativeNas.Benchmarks.Tests;

/// <summary>A shell script that speaks the peer's protocol, in a folder of its own.</summary>
internal sealed class FakePeer : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("peer");

    public FakePeer(string body) => File.WriteAllText(Script, body);

    /// <summary>4 ms in planes, 8 ms otherwise.</summary>
    public static string Answers =>
        """
        while read -r name mode; do
          case "$name" in *:nchw) ms=4.0;; *) ms=8.0;; esac
          echo "$name $mode $NT" >> "$(dirname "$0")/log"
          echo "{\"name\":\"$name\",\"mode\":\"$mode\",\"ms\":$ms,\"rss_mb\":1,\"device_mb\":2,\"about\":\"a card, tf32\"}"
        done
        """;

    public string Command => $"sh \"{Script}\"";

    /// <summary>The requests it saw, each with the number of threads it was told.</summary>
    public string[] Requests => File.ReadAllLines(Path.Combine(folder.FullName, "log"));

    public string OutputFile => Path.Combine(folder.FullName, "table.md");

    private string Script => Path.Combine(folder.FullName, "peer.sh");

    public void Dispose() => folder.Delete(recursive: true);
}
