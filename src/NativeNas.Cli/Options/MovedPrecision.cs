using NativeNas.Kernels.Devices;
using NativeNas.Search.Settings;

namespace NativeNas.Cli.Options;

/// <summary>The precision of a run that goes on elsewhere than it began.</summary>
internal static class MovedPrecision
{
    /// <summary>A device that is named now and has not the run's precision computes in fp32, unless a precision is named as well.</summary>
    /// <param name="settings">The run's, with what is named now.</param>
    /// <param name="say">Told where that changes the precision.</param>
    public static RunSettings Of(RunSettings settings, IReadOnlyCollection<SettingOverride> named, Action<string> say)
    {
        bool keeps = settings.Precision == MatrixPrecision.Fp32 || DeviceName.MayBeCuda(settings.Device);

        if (keeps || !Names(named, "device") || Names(named, "precision"))
        {
            return settings;
        }

        say($"the run's precision {settings.Precision.ToString().ToLowerInvariant()} is for CUDA devices; {settings.Device} computes in fp32");
        return settings with { Precision = MatrixPrecision.Fp32 };
    }

    private static bool Names(IReadOnlyCollection<SettingOverride> named, string setting) =>
        named.Any(one => one.Text.StartsWith($"{setting}=", StringComparison.Ordinal));
}
