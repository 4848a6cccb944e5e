namespace NativeNas.Kernels.Gpu;

/// <summary>A place a device for what the entry of a kernel compiled to.</summary>
/// <typeparam name="TEntry">Tells entries of the same signature apart.</typeparam>
internal static class Slot<TEntry, TLauncher>
    where TLauncher : Delegate
{
    private static readonly Lock gate = new();
    private static TLauncher?[] places = new TLauncher?[4];

    public static ref TLauncher? Of(int device)
    {
        TLauncher?[] now = Volatile.Read(ref places);
        return ref device < now.Length ? ref now[device] : ref Further(device);
    }

    /// <summary>What another thread puts into the shorter row meanwhile is lost and compiled again.</summary>
    private static ref TLauncher? Further(int device)
    {
        lock (gate)
        {
            if (device >= places.Length)
            {
                TLauncher?[] longer = new TLauncher?[2 * device];
                places.CopyTo(longer, 0);
                Volatile.Write(ref places, longer);
            }

            return ref places[device];
        }
    }
}
