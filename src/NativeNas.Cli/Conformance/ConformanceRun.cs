using NativeNas.Cli.Conformance.Cases;
using NativeNas.Data;
using NativeNas.Kernels.Devices;

namespace NativeNas.Cli.Conformance;

/// <summary>
/// Cases that others wrote, in the form of ONNX's own operator tests, computed forward by the operators that training
/// uses. Nothing is computed here: numbers are brought into the operators' order and back, and compared.
/// </summary>
public static class ConformanceRun
{
    /// <summary>Runs every case of a .jsonl or .jsonl.gz file.</summary>
    /// <exception cref="DataException">The file or a line of it cannot be read.</exception>
    /// <exception cref="OperationCanceledException">Stopped between two cases.</exception>
    public static ConformanceReport Of(string path, Device device, CancellationToken stop = default)
    {
        List<CaseOutcome> outcomes = [];

        foreach (ConformanceCase one in CaseFile.Read(path))
        {
            stop.ThrowIfCancellationRequested();
            outcomes.Add(Judge(one, () => CaseRun.Compute(one, device)));
        }

        return new(path, device.Name, outcomes);
    }

    internal static CaseOutcome Judge(ConformanceCase one, Func<IEnumerable<CaseTensor>> compute)
    {
        try
        {
            return compute()
                .Select((actual, i) => Comparison.Of(one.Expected[i], actual))
                .FirstOrDefault(difference => difference is not null) is { } found
                ? new(one.Test, one.Operator, Verdict.Failed, $"{found.Output}: {found.Reason}", found)
                : new(one.Test, one.Operator, Verdict.Passed);
        }
        catch (NotExpressedException e)
        {
            return new(one.Test, one.Operator, Verdict.Unsupported, e.Message);
        }
        catch (ArgumentException e) when (e.GetType() == typeof(ArgumentException))
        {
            // An operator's own guard: it says what it takes.
            return new(one.Test, one.Operator, Verdict.Unsupported, e.Message);
        }
        catch (Exception e) when (e is OverflowException or OutOfMemoryException or DeviceMemoryException)
        {
            return new(one.Test, one.Operator, Verdict.Unsupported, $"larger than fits here: {e.Message}");
        }
        catch (Exception e)
        {
            return new(one.Test, one.Operator, Verdict.Failed, $"unexpected {e.GetType().Name}: {e.Message.ReplaceLineEndings(" ")}");
        }
    }
}
