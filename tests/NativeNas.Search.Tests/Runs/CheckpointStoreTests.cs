using System.Text.Json.Nodes;
using NativeNas.Search.Runs;
using NativeNas.Tensors.Safetensors;

namespace NativeNas.Search.Tests.Runs;

public sealed class CheckpointStoreTests
{
    [Fact]
    public void A_folder_without_checkpoints_has_nothing_to_load()
    {
        using TemporaryFolder temporary = new();
        Assert.Null(Store(temporary).Load());
    }

    [Fact]
    public void The_newest_comes_back_and_two_are_kept()
    {
        using TemporaryFolder temporary = new();
        CheckpointStore store = Store(temporary);
        for (int step = 1; step <= 5; step++)
        {
            Save(store, step);
        }

        Assert.Equal(5, Loaded(temporary).Step);
        Assert.Equal(
            ["checkpoint-000004.json", "checkpoint-000004.safetensors", "checkpoint-000005.json", "checkpoint-000005.safetensors"],
            Directory.EnumerateFiles(temporary["checkpoints"]).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(".json")]
    [InlineData(".safetensors")]
    public void Any_flipped_byte_falls_back_to_the_checkpoint_before_and_says_so(string extension)
    {
        using TemporaryFolder temporary = new();
        Save(Store(temporary), 1);
        Save(Store(temporary), 2);
        string path = temporary["checkpoints/checkpoint-000002" + extension];
        byte[] good = File.ReadAllBytes(path);
        for (int i = 0; i < good.Length; i++)
        {
            byte[] bad = [.. good];
            bad[i] ^= (byte)(1 << (i % 8));
            File.WriteAllBytes(path, bad);
            (int step, IReadOnlyList<string> warnings) = Loaded(temporary);
            Assert.Equal(1, step);
            string warning = Assert.Single(warnings);
            Assert.Contains("checkpoint-000002" + extension, warning, StringComparison.Ordinal);
            Assert.EndsWith("going on from the checkpoint before it.", warning, StringComparison.Ordinal);
        }

        File.WriteAllBytes(path, good);
        Assert.Equal(2, Loaded(temporary).Step);
    }

    [Fact]
    public void Any_truncation_and_a_missing_tensor_file_fall_back_too()
    {
        using TemporaryFolder temporary = new();
        Save(Store(temporary), 1);
        Save(Store(temporary), 2);
        string path = temporary["checkpoints/checkpoint-000002.json"];
        byte[] good = File.ReadAllBytes(path);
        for (int length = 0; length < good.Length; length++)
        {
            File.WriteAllBytes(path, good[..length]);
            Assert.Equal(1, Loaded(temporary).Step);
        }

        File.WriteAllBytes(path, good);
        File.Delete(temporary["checkpoints/checkpoint-000002.safetensors"]);
        Assert.Equal(1, Loaded(temporary).Step);
    }

    [Fact]
    public void Without_an_intact_checkpoint_the_error_names_each_and_its_mismatch()
    {
        using TemporaryFolder temporary = new();
        Save(Store(temporary), 1);
        Save(Store(temporary), 2);
        foreach (string path in Directory.EnumerateFiles(temporary["checkpoints"], "*.safetensors"))
        {
            File.AppendAllText(path, "x");
        }

        RunException error = Assert.Throws<RunException>(() => Store(temporary).Load());
        Assert.Contains("checkpoint-000001.safetensors: the SHA-256 is", error.Message, StringComparison.Ordinal);
        Assert.Contains("checkpoint-000002.safetensors: the SHA-256 is", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void Going_on_from_the_one_before_keeps_it_until_there_is_a_better_one()
    {
        using TemporaryFolder temporary = new();
        Save(Store(temporary), 1);
        Save(Store(temporary), 2);
        File.WriteAllText(temporary["checkpoints/checkpoint-000002.json"], "");
        CheckpointStore store = Store(temporary);
        Assert.NotNull(store.Load());
        Save(store, 3);
        File.WriteAllText(temporary["checkpoints/checkpoint-000003.json"], "");
        Assert.Equal(1, Loaded(temporary).Step);
    }

    private static CheckpointStore Store(TemporaryFolder temporary) => new(new RunFiles(), temporary["checkpoints"]);

    private static void Save(CheckpointStore store, int step) => store.Save(
        [SafetensorsTensor.Of("weights", [2], [step, 0.5f]), SafetensorsTensor.Of("order", [1], [(long)step])],
        new JsonObject { ["step"] = step, ["phase"] = "search „ü\"" });

    private static (int Step, IReadOnlyList<string> Warnings) Loaded(TemporaryFolder temporary)
    {
        Checkpoint checkpoint = Store(temporary).Load()!;
        int step = (int)checkpoint.State["step"]!;
        Assert.Equal([step, 0.5f], checkpoint.Tensors["weights"].ToSingles());
        Assert.Equal([(long)step], checkpoint.Tensors["order"].ToIntegers());
        Assert.Equal("search „ü\"", (string?)checkpoint.State["phase"]);
        return (step, checkpoint.Warnings);
    }
}
