namespace NativeNas.Cli.Displays;

/// <summary>How far kernels are compiled: a line every two seconds and at the end.</summary>
internal sealed class CompilationLines(TimeProvider time, Action<string> say)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    private long? last;

    public void Report(int done, int count)
    {
        if (done == count || last is null || time.GetElapsedTime(last.Value) >= Interval)
        {
            say($"compile  {done}/{count} kernels");
            last = done == count ? null : time.GetTimestamp();
        }
    }
}
