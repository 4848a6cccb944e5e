using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace NativeNas.Search.Runs;

/// <summary>The JSON half of a checkpoint. Its last property is the SHA-256 of every byte before that property.</summary>
internal sealed record CheckpointSeal(string TensorsName, string TensorsHash, JsonObject State)
{
    public static byte[] Write(string tensorsName, byte[] tensorsHash, JsonObject state)
    {
        JsonObject content = new()
        {
            ["format"] = 1,
            ["tensors"] = tensorsName,
            ["tensorsSha256"] = Convert.ToHexStringLower(tensorsHash),
            ["state"] = state.DeepClone(),
        };
        byte[] open = Encoding.UTF8.GetBytes(content.ToJsonString()[..^1]);
        return [.. open, .. Ending(open)];
    }

    /// <exception cref="RunException">Not what <see cref="Write"/> wrote.</exception>
    public static CheckpointSeal Read(byte[] bytes, string path)
    {
        int endingLength = Ending([]).Length;
        int split = Math.Max(0, bytes.Length - endingLength);
        if (!bytes.AsSpan(split).SequenceEqual(Ending(bytes.AsSpan(0, split))))
        {
            throw new RunException($"{path}: the SHA-256 at its end does not fit its content");
        }

        try
        {
            JsonNode content = JsonNode.Parse(bytes)!;
            return (int)content["format"]! == 1
                ? new((string)content["tensors"]!, (string)content["tensorsSha256"]!, (JsonObject)content["state"]!)
                : throw new RunException($"{path}: format {content["format"]}; expected 1");
        }
        catch (Exception other) when (other is JsonException or InvalidOperationException or NullReferenceException or InvalidCastException)
        {
            throw new RunException($"{path}: not a checkpoint of NativeNas: {other.Message}", other);
        }
    }

    private static byte[] Ending(ReadOnlySpan<byte> content) =>
        Encoding.UTF8.GetBytes($$""","sha256":"{{Convert.ToHexStringLower(SHA256.HashData(content))}}"}""" + "\n");
}
