using NativeNas.Search.Settings;

namespace NativeNas.Search.Tests.Settings;

public sealed class SettingsTextTests
{
    [Fact]
    public void An_empty_file_gives_the_defaults() => Assert.Equal(new RunSettings(), SettingsText.Read("{}", "test"));

    [Fact]
    public void Written_settings_come_back_and_are_written_the_same()
    {
        RunSettings settings = new()
        {
            Seed = long.MaxValue,
            Data = new() { Source = "idx:/data/größe \"x\"", ValidationFraction = 1.0 / 3 },
            Search = new() { Order = SearchOrder.Second, AlphaLearningRate = 1e-7, Flip = false },
        };
        string text = SettingsText.Write(settings);
        RunSettings read = SettingsText.Read(text, "config.json");
        Assert.Equal(settings, read);
        Assert.Equal(text, SettingsText.Write(read));
    }

    [Fact]
    public void Normalization_is_a_list_with_commas_or_an_array()
    {
        RunSettings read = SettingsText.Read("""{ "data": { "mean": [0.5, 1e-1] } }""", "my.json", "data.std=[2,3]", "device=cpu-scalar");
        Assert.Equal([0.5f, 0.1f], NumberList.Parse(read.Data.Mean)!);
        Assert.Equal([2f, 3f], NumberList.Parse(read.Data.Std)!);
        Assert.Equal(read, SettingsText.Read(SettingsText.Write(read), "config.json"));
        Assert.Equal(DeviceName.CpuScalar, read.Device);
        Assert.Equal("opencl:12", SettingsText.Read("{}", "defaults", "device=opencl:12").Device);
        Assert.Null(NumberList.Parse(new DataSettings().Mean));
    }

    [Fact]
    public void What_an_override_does_wrong_is_told_from_what_a_file_does()
    {
        Assert.True(Assert.Throws<SettingsException>(() => SettingsText.Read("{}", "defaults", "seed=-1")).IsOfOverride);
        Assert.False(Assert.Throws<SettingsException>(() => SettingsText.Read("""{ "seed": -1 }""", "my.json", "seed=1")).IsOfOverride);
    }

    [Fact]
    public void Comments_trailing_commas_and_a_schema_reference_are_allowed()
    {
        RunSettings read = SettingsText.Read(
            """
            { // a line
              "$schema": "schema.json",
              "search": { "cells": 5, /* inside */ "order": "second", },
            }
            """,
            "my.json");
        Assert.Equal(new RunSettings { Search = new() { Cells = 5, Order = SearchOrder.Second } }, read);
    }

    [Fact]
    public void Overrides_come_after_the_file_and_the_last_wins()
    {
        RunSettings read = SettingsText.Read(
            """{ "search": { "cells": 5, "epochs": 7 } }""",
            "my.json",
            "search.cells=6",
            "search.cells = 3",
            "data.source=csv:a=b.csv",
            "retrain.flip=false",
            "search.learningRate=1e-2",
            "seed=9",
            "search.order=second");
        Assert.Equal(
            new RunSettings
            {
                Seed = 9,
                Data = new() { Source = "csv:a=b.csv" },
                Search = new() { Cells = 3, Epochs = 7, LearningRate = 0.01, Order = SearchOrder.Second },
                Retrain = new() { Flip = false },
            },
            read);
    }

    [Theory]
    [InlineData("""{ "search": { "epoch": 3 } }""", "my.json: unknown key 'search.epoch'; did you mean 'search.epochs'?")]
    [InlineData("""{ "search": { "learning_rate": 3 } }""", "my.json: unknown key 'search.learning_rate'; did you mean 'search.learningRate'?")]
    [InlineData("""{ "Seed": 3 }""", "my.json: unknown key 'Seed'; did you mean 'seed'?")]
    [InlineData("""{ "quantization": 3 }""", "my.json: unknown key 'quantization'; expected one of seed, threads, device, precision, fusion, memory, data, search, retrain, checkpoint.")]
    [InlineData("""{ "search": { "epochs": 0 } }""", "my.json: search.epochs is 0; expected a whole number at least 1 and at most 100000.")]
    [InlineData("""{ "search": { "epochs": 1.5 } }""", "my.json: search.epochs is 1.5; expected a whole number at least 1 and at most 100000.")]
    [InlineData("""{ "search": { "epochs": 3000000000 } }""", "my.json: search.epochs is 3000000000; expected a whole number at least 1 and at most 100000.")]
    [InlineData("""{ "search": { "learningRate": 0 } }""", "my.json: search.learningRate is 0; expected a number above 0 and at most 10.")]
    [InlineData("""{ "search": { "clipNorm": 1e999 } }""", "my.json: search.clipNorm is 1e999; expected a number at least 0.")]
    [InlineData("""{ "search": { "clipNorm": "5" } }""", "my.json: search.clipNorm is \"5\"; expected a number at least 0.")]
    [InlineData("""{ "search": { "flip": 1 } }""", "my.json: search.flip is 1; expected true or false.")]
    [InlineData("""{ "search": { "order": "third" } }""", "my.json: search.order is \"third\"; expected one of first, second.")]
    [InlineData("""{ "search": { "order": 1 } }""", "my.json: search.order is 1; expected one of first, second.")]
    [InlineData("""{ "data": { "source": null } }""", "my.json: data.source is null; expected a text that is not empty.")]
    [InlineData("""{ "device": "tpu" }""", "my.json: device is \"tpu\"; expected cpu, cpu-scalar, auto, or a GPU: cuda:0, cuda:1 …, opencl:0 … or ilgpu-cpu (see: nativenas devices).")]
    [InlineData("""{ "device": "cuda:" }""", "my.json: device is \"cuda:\"; expected cpu, cpu-scalar, auto, or a GPU: cuda:0, cuda:1 …, opencl:0 … or ilgpu-cpu (see: nativenas devices).")]
    [InlineData("""{ "precision": "fp16" }""", "my.json: precision is \"fp16\"; expected one of fp32, tf32, bf16.")]
    [InlineData("""{ "data": { "std": [1, "two"] } }""", "my.json: data.std is [1, \"two\"]; expected computed, or numbers separated by commas.")]
    [InlineData("""{ "data": { "mean": "half" } }""", "my.json: data.mean is \"half\"; expected computed, or numbers separated by commas.")]
    [InlineData("""{ "data": 5 }""", "my.json: data is 5; expected an object { … }.")]
    [InlineData("""[]""", "my.json: the text is []; expected an object { … }.")]
    public void What_is_wrong_is_named_with_its_path_its_value_and_what_was_expected(string json, string message) =>
        Assert.Equal(message, Assert.Throws<SettingsException>(() => SettingsText.Read(json, "my.json")).Message);

    [Theory]
    [InlineData("{", "not JSON")]
    [InlineData("""{ "seed": 1, "seed": 2 }""", "uplicate")]
    public void What_is_no_JSON_is_refused_on_one_line(string json, string expected)
    {
        SettingsException error = Assert.Throws<SettingsException>(() => SettingsText.Read(json, "my.json"));
        Assert.StartsWith("my.json: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Theory]
    [InlineData("search.cels=3", "--set search.cels=3: unknown key 'search.cels'; did you mean 'search.cells'?")]
    [InlineData("serch.cells=3", "--set serch.cells=3: unknown key 'serch'; did you mean 'search'?")]
    [InlineData("search.cells=many", "--set search.cells=many: search.cells is \"many\"; expected a whole number at least 1 and at most 100.")]
    [InlineData("search.cells=", "--set search.cells=: search.cells is \"\"; expected a whole number at least 1 and at most 100.")]
    [InlineData("search.flip=yes", "--set search.flip=yes: search.flip is \"yes\"; expected true or false.")]
    [InlineData("search.cells", "--set search.cells: expected section.key=value.")]
    [InlineData("seed.x=1", "--set seed.x=1: seed is no section.")]
    [InlineData("checkpoint=1", "--set checkpoint=1: checkpoint is a section; expected checkpoint.key=value with one of everySeconds, everySteps.")]
    public void A_wrong_override_is_named(string text, string message) =>
        Assert.Equal(message, Assert.Throws<SettingsException>(() => SettingsText.Read("{}", "defaults", text)).Message);

    [Fact]
    public void An_absent_file_is_named() => Assert.StartsWith(
        "absent.json: could not read the settings",
        Assert.Throws<SettingsException>(() => SettingsText.ReadFile("absent.json")).Message,
        StringComparison.Ordinal);
}
