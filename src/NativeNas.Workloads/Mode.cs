namespace NativeNas.Workloads;

/// <summary>What one run of a workload does.</summary>
public enum Mode
{
    /// <summary>Forward, no gradients wanted.</summary>
    Forward,

    /// <summary>Forward, then backward to the input and every parameter.</summary>
    ForwardBackward,

    /// <summary>A whole training step: forward, backward, clipping, optimizer.</summary>
    Step,
}

/// <summary>The peer's names of the modes.</summary>
public static class ModeNames
{
    extension(Mode mode)
    {
        public string Name => mode switch { Mode.Forward => "fwd", Mode.ForwardBackward => "fwdbwd", _ => "step" };
    }

    /// <summary>Null where it is none.</summary>
    public static Mode? Parse(string name) => Enum.GetValues<Mode>().Cast<Mode?>().FirstOrDefault(mode => mode!.Value.Name == name);
}
