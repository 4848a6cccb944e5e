using NativeNas.Kernels.Devices;
using NativeNas.Workloads;

namespace NativeNas.Cli.Kernels;

/// <summary>The kernels that someone asked for.</summary>
internal sealed record KernelChoice(IReadOnlyList<Workload> Workloads)
{
    /// <summary>Beside a workload there are the numbers that it is filled from, and the memory whose bandwidth is measured.</summary>
    private const double Usable = 0.5;

    /// <exception cref="CommandException">A name is unknown, or a shape none of theirs.</exception>
    public static KernelChoice Of(IReadOnlyCollection<string> names, string? shape, Fusions fusion) =>
        new(Asked<Workload[]>(() => [.. Catalog.Chosen(names, shape).SelectMany(workload => FusionForms.Of(fusion, workload))]));

    /// <summary>Whatever cannot be made or does not fit is said before the first of many is timed.</summary>
    /// <exception cref="CommandException">One of them is such.</exception>
    public void RequireRoom()
    {
        long room = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;

        foreach (Workload workload in Workloads)
        {
            long needs = Asked(workload.Needs);

            if (needs > Usable * room)
            {
                throw new CommandException($"{workload.Name} needs {ByteCount.Text(needs)} of memory and as much to be filled from; expected a shape that fits into {ByteCount.Text(room)}, such as --shape n1.");
            }
        }
    }

    private static T Asked<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (WorkloadException wrong)
        {
            throw new CommandException($"{wrong.Message} See: nativenas bench kernels --list");
        }
    }
}
