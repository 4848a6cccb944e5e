using System.Text.Encodings.Web;
using System.Text.Json;

namespace NativeNas.Cli;

/// <summary>Objects on one line, letters unescaped.</summary>
internal static class JsonLine
{
    public static JsonSerializerOptions Format { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
