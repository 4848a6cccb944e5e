using System.Text.Json.Nodes;
using NativeNas.Workloads;

namespace NativeNas.Benchmarks.Paired;

/// <summary>All that one call of <c>paired</c> does after its arguments are read.</summary>
internal sealed class PairedRun(PairedSettings settings, TextWriter output, TextWriter progress)
{
    /// <summary>Prints the table and what its classes come to; progress sees each row as it comes.</summary>
    /// <returns>0, or 1 when a workload's numbers were wrong.</returns>
    /// <exception cref="BenchmarkException">A peer that fails, a file that cannot be written.</exception>
    /// <exception cref="WorkloadException">An unknown name.</exception>
    public int Run(IReadOnlyCollection<string> names, string peerCommand, string heading, PageSettings page)
    {
        IReadOnlyList<Workload> workloads = [.. Catalog.Named(Catalog.Peer, names).SelectMany(workload => FusionForms.Of(settings.Fusions, workload))];
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

        JsonObject json = PairedJson.Of(rows);
        json["classes"] = ClassTable.Json(rows);
        new Page(heading + PairedTable.Of(rows) + ClassTable.Of(rows), json).Show(page, output);
        return rows.Any(row => row.Complaint is not null) ? 1 : 0;
    }
}
