using System.Text;
using System.Text.Json.Nodes;

namespace NativeNas.Search.Settings;

/// <summary>Settings as a file to edit: each below the sentence that describes it.</summary>
public static class SettingsComments
{
    public static string Write(RunSettings settings)
    {
        StringBuilder text = new();
        Append(text, settings, Setting.All, "");
        return text.Append('\n').ToString();
    }

    private static void Append(StringBuilder text, object owner, IReadOnlyList<Setting> settings, string indent)
    {
        string inner = indent + "  ";
        text.Append("{\n");

        foreach (Setting setting in settings)
        {
            text.Append($"{inner}// {setting.About.Description}\n{inner}\"{setting.Name}\": ");

            if (setting.IsSection)
            {
                Append(text, setting.Get(owner), setting.Children, inner);
            }
            else
            {
                JsonNode value = setting.ToJson(setting.Get(owner));
                text.Append(JsonText.Indented(value).TrimEnd());
            }

            text.Append(setting == settings[^1] ? "\n" : ",\n");
        }

        text.Append(indent).Append('}');
    }
}
