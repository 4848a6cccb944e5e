using System.Text;
using System.Text.Json.Nodes;
using NativeNas.Workloads;
using NativeNas.Workloads.Families;

namespace NativeNas.Cli.Kernels;

/// <summary>Families with what they compute, their words and the shapes that are timed when none is given.</summary>
internal static class KernelList
{
    public static string Text(IReadOnlyList<Workload> workloads)
    {
        StringBuilder text = new();

        foreach (IGrouping<Family, Workload> family in workloads.GroupBy(Catalog.FamilyOf))
        {
            text.Append($"{family.Key.Name}: {family.Key.About}{(family.Key.Fuses ? " (fused)" : "")}. Words: {family.Key.Words}\n");

            foreach (Workload workload in family)
            {
                text.Append($"  {workload.Label}\n");
            }
        }

        return text.ToString();
    }

    public static JsonObject Json(IReadOnlyList<Workload> workloads) => new(workloads.GroupBy(Catalog.FamilyOf).Select(family => KeyValuePair.Create<string, JsonNode?>(family.Key.Name, new JsonObject
    {
        ["about"] = family.Key.About,
        ["words"] = new JsonArray([.. family.Key.KnownWords.Select(word => (JsonNode)word)]),
        ["fuses"] = family.Key.Fuses,
        ["workloads"] = new JsonArray([.. family.Select(workload => (JsonNode)workload.Label)]),
    })));
}
