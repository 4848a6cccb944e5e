using System.Text.Json.Nodes;
using NativeNas.Tensors.Safetensors;

namespace NativeNas.Search.Runs;

/// <summary>What a run goes on from: its arrays and the rest of its state.</summary>
/// <param name="Warnings">One line for each newer checkpoint that was damaged.</param>
public sealed record Checkpoint(JsonObject State, SafetensorsFile Tensors, IReadOnlyList<string> Warnings);
