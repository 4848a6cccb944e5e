using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using NativeNas.Tensors.Safetensors;

namespace NativeNas.Search.Runs;

/// <summary>
/// Numbered checkpoints, the last two of which are kept. Each is a tensor file and a seal that names it with its SHA-256
/// and holds the state; the seal is renamed into place last, so that a kill at any moment leaves the one before intact.
/// </summary>
public sealed class CheckpointStore(RunFiles files, string folder)
{
    private const string Prefix = "checkpoint-";
    private const string TensorsExtension = ".safetensors";
    private const string SealExtension = ".json";

    /// <summary>Number of the newest checkpoint known to be good; it survives the next save.</summary>
    private int? previous;

    /// <exception cref="RunException">A write failed; the checkpoint before is still good.</exception>
    public void Save(IEnumerable<SafetensorsTensor> tensors, JsonObject state)
    {
        files.CreateFolder(folder);
        List<int> existing = Numbers();
        int number = existing.Count == 0 ? 1 : existing.Max() + 1;
        previous ??= existing.Count == 0 ? null : existing.Max();

        using SHA256 sha = SHA256.Create();
        files.Replace(PathOf(number, TensorsExtension), stream =>
        {
            using CryptoStream hashed = new(stream, sha, CryptoStreamMode.Write, leaveOpen: true);
            SafetensorsFile.Write(hashed, tensors);
        });
        byte[] seal = CheckpointSeal.Write(NameOf(number, TensorsExtension), sha.Hash!, state);
        files.Replace(PathOf(number, SealExtension), stream => stream.Write(seal));

        DeleteAllBut(number, previous);
        previous = number;
    }

    /// <summary>The newest good checkpoint; null when none was ever saved.</summary>
    /// <exception cref="RunException">Checkpoints exist and every one is damaged.</exception>
    public Checkpoint? Load()
    {
        List<string> damages = [];
        foreach (int number in Numbers().OrderDescending())
        {
            try
            {
                (JsonObject state, SafetensorsFile tensors) = Read(number);
                previous = number;
                return new Checkpoint(state, tensors, [.. damages.Select(d => $"{d}; going on from the checkpoint before it.")]);
            }
            catch (Exception damage) when (damage is RunException or SafetensorsException or IOException or UnauthorizedAccessException)
            {
                damages.Add(damage.Message.TrimEnd('.'));
            }
        }

        return damages.Count == 0
            ? null
            : throw new RunException($"No checkpoint is intact: {string.Join("; ", damages)}. Start the run anew in another folder with --out.");
    }

    private (JsonObject State, SafetensorsFile Tensors) Read(int number)
    {
        string sealPath = PathOf(number, SealExtension);
        CheckpointSeal seal = CheckpointSeal.Read(File.ReadAllBytes(sealPath), sealPath);
        string path = Path.Combine(folder, seal.TensorsName);
        using FileStream stream = File.OpenRead(path);
        string actual = Convert.ToHexStringLower(SHA256.HashData(stream));
        if (actual != seal.TensorsHash)
        {
            throw new RunException($"{path}: the SHA-256 is {actual}, expected {seal.TensorsHash}");
        }

        stream.Position = 0;
        return (seal.State, SafetensorsFile.Read(stream, path));
    }

    private void DeleteAllBut(int number, int? other)
    {
        foreach (string path in Directory.EnumerateFiles(folder, Prefix + "*").Order(StringComparer.Ordinal))
        {
            if (NumberOf(path) is int found && found != number && found != other)
            {
                files.Delete(path);
            }
        }
    }

    /// <summary>Those that have a seal.</summary>
    private List<int> Numbers() => Directory.Exists(folder)
        ? [.. Directory.EnumerateFiles(folder, Prefix + "*" + SealExtension).Select(NumberOf).OfType<int>()]
        : [];

    /// <summary>The number in a path, whatever its extensions.</summary>
    private static int? NumberOf(string path)
    {
        ReadOnlySpan<char> name = Path.GetFileName(path.AsSpan());
        ReadOnlySpan<char> digits = name[Prefix.Length..];
        int dot = digits.IndexOf('.');
        return dot > 0 && int.TryParse(digits[..dot], NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
    }

    private static string NameOf(int number, string extension) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{number:D6}{extension}");

    private string PathOf(int number, string extension) => Path.Combine(folder, NameOf(number, extension));
}
