namespace NativeNas.Search.Settings;

/// <summary>One setting from outside a file.</summary>
/// <param name="Text">section.key=value.</param>
/// <param name="Source">What errors call it: the option as the user wrote it.</param>
public sealed record SettingOverride(string Text, string Source)
{
    public static implicit operator SettingOverride(string text) => new(text, $"--set {text}");
}
