namespace NativeNas.Kernels.Gpu;

/// <summary>A place a device for what the entry of a kernel compiled to.</summary>
/// <typeparam name="TEntry">Tells entries of the same signature apart.</typeparam>
internal static class Slot<TEntry, TLauncher>
    where TLauncher : Delegate
{
    private static TLauncher?[] places = new TLauncher?[4];

    public static ref TLauncher? Of(int device)
    {
        if (device >= places.Length)
        {
            Array.Resize(ref places, 2 * device);
        }

        return ref places[device];
    }
}
