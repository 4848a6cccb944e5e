using System.Globalization;
using System.Text.Json.Nodes;
using NativeNas.Autodiff;
using NativeNas.Kernels.Devices;
using NativeNas.Tensors;

namespace NativeNas.Nn.Passes;

/// <summary>What one kind of pass keeps and recomputes under a limit of memory.</summary>
/// <param name="PeakBytes">The most that the device will hold in it, weights and all else included.</param>
public sealed record PassMemory(TapeMode Mode, Shape Images, bool Gradients, TapePlan Plan, long PeakBytes, MemoryLimit Limit)
{
    /// <summary>Multiply-adds that run again, of those of the pass; a backward pass counts twice its forward pass.</summary>
    public double Extra => (double)Plan.RepeatedCost.MultiplyAdds / Math.Max(1, Plan.Cost.MultiplyAdds * (Gradients ? 3 : 1));

    public JsonObject ToJson() => new()
    {
        ["pass"] = Mode.ToString().ToLowerInvariant(),
        ["images"] = new JsonArray(Images.N, Images.C, Images.H, Images.W),
        ["gradients"] = Gradients,
        ["steps"] = Plan.Count,
        ["recomputedSteps"] = Plan.Repeats,
        ["keptBytes"] = Plan.KeptBytes,
        ["recomputedBytes"] = Plan.RepeatedBytes,
        ["extraMultiplyAdds"] = Extra,
        ["peakBytes"] = PeakBytes,
        ["limitBytes"] = Limit.Figure,
        ["elsewhereBytes"] = Limit.Elsewhere,
    };

    /// <summary>One line.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"memory of a {Mode.ToString().ToLowerInvariant()} pass over {Images}: {ByteCount.Text(Plan.KeptBytes)} kept, {ByteCount.Text(Plan.RepeatedBytes)} recomputed by {Plan.Repeats} steps (+{100 * Extra:0.0} % multiply-adds), peak {ByteCount.Text(PeakBytes + Limit.Elsewhere)} of {ByteCount.Text(Limit.Figure)}");
}
