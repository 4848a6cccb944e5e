using NativeNas.Data;
using NativeNas.Data.Batches;
using NativeNas.Data.Sets;
using NativeNas.Data.Shapes;
using NativeNas.Kernels.Devices;
using NativeNas.Search.Settings;

namespace NativeNas.Cli.Runs;

/// <summary>The images that a run's settings name. Which of them are the test images depends on no seed.</summary>
internal static class RunImages
{
    /// <exception cref="DataException">The data cannot be used.</exception>
    public static DataSet Read(DataSettings data) => DataSource.Parse(
        data.Source,
        new(Shapes: new ShapesSettings(data.ShapesTrain, data.ShapesTest, data.ShapesSize)));

    /// <summary>The source with absolute paths.</summary>
    /// <exception cref="CommandException">It has none of the forms.</exception>
    public static string Absolute(string source)
    {
        try
        {
            return DataSource.Absolute(source);
        }
        catch (DataException unknown)
        {
            throw new CommandException(unknown.Message);
        }
    }

    /// <summary>Bounds what a device takes beside the images, where the settings bound memory.</summary>
    public static void Bound(Device device, DataSet data, RunSettings settings)
    {
        if (MemorySize.Limit(settings.Memory, data.Bytes, settings.Threads) is { } limit)
        {
            device.Limit = limit;
        }
    }

    public static StudyLoader Load(DataSet data, RunSettings settings) => new(data, new(
        (ulong)settings.Seed,
        settings.Search.Batch,
        settings.Retrain.Batch,
        settings.Data.ValidationFraction,
        new(settings.Search.CropPadding, settings.Search.Flip, settings.Search.Cutout),
        new(settings.Retrain.CropPadding, settings.Retrain.Flip, settings.Retrain.Cutout),
        Given(settings.Data, data)));

    /// <summary>Null computes it.</summary>
    private static Normalization? Given(DataSettings settings, DataSet data)
    {
        (float[]? mean, float[]? std) = (NumberList.Parse(settings.Mean), NumberList.Parse(settings.Std));

        if (mean is null && std is null)
        {
            return null;
        }

        return mean is not null && std is not null && mean.Length == data.Train.Channels && std.Length == mean.Length
            ? new(mean, std)
            : throw new SettingsException(
                $"data.mean is {settings.Mean} and data.std is {settings.Std}; expected both, with a number for each of the {data.Train.Channels} channels of {data.Name}, or neither.");
    }
}
