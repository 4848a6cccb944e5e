namespace NativeNas.Kernels.Devices;

/// <summary>Several buffers made as one.</summary>
internal static class BufferRow
{
    /// <summary>A buffer of each length; those made so far go back where the device has no room for the next.</summary>
    public static Buffer[] AllocateEach(this Device device, params ReadOnlySpan<int> lengths)
    {
        Buffer[] row = new Buffer[lengths.Length];

        try
        {
            for (int i = 0; i < row.Length; i++)
            {
                row[i] = device.Allocate(lengths[i]);
            }

            return row;
        }
        catch
        {
            row.GiveBack();
            throw;
        }
    }

    public static void GiveBack(this Buffer?[] row) => Array.ForEach(row, buffer => buffer?.Dispose());
}
