namespace NativeNas.Search.Settings;

/// <summary>Settings that cannot be used; the message is one line that names the key, its value and what was expected.</summary>
public sealed class SettingsException(string message, Exception? inner = null) : Exception(message.ReplaceLineEndings(" "), inner)
{
    /// <summary>An override is at fault, not a file.</summary>
    public bool IsOfOverride { get; init; }
}
