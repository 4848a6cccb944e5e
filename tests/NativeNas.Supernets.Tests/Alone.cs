namespace NativeNas.Supernets.Tests;

/// <summary>Tests that count a device's bytes: all tests share the devices, so nothing else may run meanwhile.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
