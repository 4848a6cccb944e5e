using System.Text.Json.Nodes;
using NativeNas.Search.Settings;

namespace NativeNas.Search.Tests.Settings;

public sealed class PresetTests
{
    /// <summary>arXiv:1806.09055, §3.1 and appendix A; crops, α's start and the stem from the author code.</summary>
    private const string Published =
        """
        {
          "search": {
            "order": "second", "holdBranches": false, "channels": 16, "cells": 8, "nodes": 4, "stemMultiplier": 3, "epochs": 50, "batch": 64,
            "learningRate": 0.025, "learningRateMin": 0.001, "momentum": 0.9, "weightDecay": 0.0003, "clipNorm": 5,
            "alphaLearningRate": 0.0003, "alphaBeta1": 0.5, "alphaBeta2": 0.999, "alphaWeightDecay": 0.001, "alphaInit": 0.001,
            "cropPadding": 4, "flip": true, "cutout": 0
          },
          "retrain": {
            "genotype": "found", "channels": 36, "cells": 20, "epochs": 600, "batch": 96,
            "learningRate": 0.025, "learningRateMin": 0, "momentum": 0.9, "weightDecay": 0.0003, "clipNorm": 5,
            "auxiliaryWeight": 0.4, "dropPath": 0.2, "cropPadding": 4, "flip": true, "cutout": 16, "labelSmoothing": 0, "averageDecay": 0
          }
        }
        """;

    [Theory, InlineData("search"), InlineData("retrain")]
    public void Darts_holds_every_published_value(string section)
    {
        JsonNode expected = JsonNode.Parse(Published)![section]!, actual = JsonNode.Parse(SettingsText.Write(Preset.Darts))![section]!;
        Assert.Equal(expected.ToJsonString(), actual.ToJsonString());
    }
}
