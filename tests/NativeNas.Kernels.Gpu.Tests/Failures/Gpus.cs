using NativeNas.TestKit;

namespace NativeNas.Kernels.Gpu.Tests.Failures;

/// <summary>The names of the GPUs that tests run on, the debugger among them; what cannot be used is reported as skipped.</summary>
public static class Gpus
{
    public static IReadOnlyList<TheoryDataRow<string>> Names { get; } =
    [
        .. TestDevices.All.Where(device => !device.IsProcessor).Select(gpu => new TheoryDataRow<string>(gpu.Name) { Skip = gpu.Reason })
            .DefaultIfEmpty(new("no GPU") { Skip = "The chosen devices have no GPU." }),
    ];
}
