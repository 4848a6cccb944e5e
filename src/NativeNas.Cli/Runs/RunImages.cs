using NativeNas.Data;
using NativeNas.Data.Batches;
using NativeNas.Data.Sets;
using NativeNas.Data.Shapes;
using NativeNas.Search.Settings;

namespace NativeNas.Cli.Runs;

/// <summary>The images that a run's settings name. Which of them are the test images depends on no seed.</summary>
internal static class RunImages
{
    /// <exception cref="DataException">The data cannot be used.</exception>
    public static DataSet Read(DataSettings data) => DataSource.Parse(
        data.Source,
        new(Shapes: new ShapesSettings(data.ShapesTrain, data.ShapesTest, data.ShapesSize)));

    public static StudyLoader Load(DataSet data, RunSettings settings) => new(data, new(
        (ulong)settings.Seed,
        settings.Search.Batch,
        settings.Retrain.Batch,
        settings.Data.ValidationFraction,
        new(settings.Search.CropPadding, settings.Search.Flip, settings.Search.Cutout),
        new(settings.Retrain.CropPadding, settings.Retrain.Flip, settings.Retrain.Cutout)));
}
