namespace NativeNas.Kernels.Gpu;

/// <summary>The innermost cause of a failure in one line.</summary>
internal static class FirstLine
{
    public static string Of(Exception failure)
    {
        Exception inner = failure.InnerException is null ? failure : failure.GetBaseException();
        string line = inner.Message.Split('\n')[0].Trim();
        return line.Length == 0 ? inner.GetType().Name : line;
    }
}
