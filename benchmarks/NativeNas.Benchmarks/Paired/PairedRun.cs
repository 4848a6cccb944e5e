using NativeNas.Workloads;

namespace NativeNas.Benchmarks.Paired;

/// <summary>All that one call of <c>paired</c> does after its arguments are read.</summary>
internal sealed class PairedRun(PairedSettings settings, TextWriter output, TextWriter progress)
{
    /// <summary>Prints the table and, where wanted, writes it to a file and ends with one JSON line; progress sees each row as it comes.</summary>
    /// <returns>0, or 1 when a workload's numbers were wrong.</returns>
    /// <exception cref="BenchmarkException">An unknown name, a peer that fails, a file that cannot be written.</exception>
    public int Run(IReadOnlyCollection<string> names, string peerCommand, string heading, FileInfo? file, bool json)
    {
        IReadOnlyList<Workload> workloads = Catalog.Named(names);
        List<PairedRow> rows = [];

        using (PeerProcess peer = PeerProcess.Start(peerCommand, settings.Threads))
        {
            Duel duel = new(peer, settings);

            foreach (Workload workload in workloads)
            {
                foreach (Mode mode in workload.Modes)
                {
                    rows.Add(duel.Run(workload, mode));
                    progress.WriteLine(PairedTable.Line(rows[^1]));
                }
            }
        }

        string page = heading + PairedTable.Of(rows);
        output.Write(page);
        Write(file, page);

        if (json)
        {
            output.WriteLine(PairedJson.Of(rows));
        }

        return rows.Any(row => row.Complaint is not null) ? 1 : 0;
    }

    private static void Write(FileInfo? file, string page)
    {
        try
        {
            if (file is not null)
            {
                File.WriteAllText(file.FullName, page);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BenchmarkException($"The table cannot be written to '{file}': {e.Message}");
        }
    }
}
