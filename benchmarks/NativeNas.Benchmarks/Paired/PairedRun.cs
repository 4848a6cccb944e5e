using System.Text.Json.Nodes;
using NativeNas.Benchmarks.Ceilings;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Roofline;
using NativeNas.Workloads;
using Roof = NativeNas.Kernels.Roofline.Ceilings;

namespace NativeNas.Benchmarks.Paired;

/// <summary>All that one call of <c>paired</c> does after its arguments are read.</summary>
internal sealed class PairedRun(PairedSettings settings, TextWriter output, TextWriter progress)
{
    /// <summary>Prints the table and what its classes come to; progress sees each row as it comes.</summary>
    /// <returns>0, or 1 when a row was not timed: wrong numbers, no memory, a peer that failed.</returns>
    /// <exception cref="BenchmarkException">A peer that ends before a row was timed, a file that cannot be written.</exception>
    /// <exception cref="WorkloadException">An unknown name.</exception>
    public int Run(IReadOnlyCollection<string> names, string peerCommand, string heading, PageSettings page)
    {
        IReadOnlyList<Workload> workloads = Workloads(names, settings);
        List<PairedRow> rows = [];
        using Device device = settings.Hardware.Open();
        using Probe? probe = settings.Hardware.IsGpu ? Probe.Of(device, settings.Footprint) : null;
        string about;

        using (PeerProcess peer = PeerProcess.Start(peerCommand, settings.Threads))
        {
            Duel duel = new(device, peer, settings);

            foreach (Workload workload in workloads)
            {
                foreach (Mode mode in workload.Modes)
                {
                    probe?.Sample();
                    rows.Add(duel.Run(workload, mode));
                    progress.WriteLine(PairedTable.Line(rows[^1], probe?.Ceilings));
                }
            }

            if (peer.End is { } end && rows.All(row => row.Figures is null))
            {
                throw new BenchmarkException(end);
            }

            about = peer.About;
        }

        Roof? ceilings = probe?.Ceilings;
        IReadOnlyList<BarClass> classes = BarClass.Of(settings.Hardware, about);
        JsonObject json = PairedJson.Of(rows, ceilings);
        json["device"] = settings.Device;
        json["precision"] = settings.Hardware.Products;
        json["peer"] = about;
        json["classes"] = ClassTable.Json(rows, classes, ceilings);
        string sides = probe is null ? "" : Sides(settings.Hardware, about, probe);
        new Page(heading + sides + PairedTable.Of(rows, ceilings) + ClassTable.Of(rows, classes, ceilings), json).Show(page, output);
        return rows.Any(row => row.Complaint is not null) ? 1 : 0;
    }

    /// <summary>What the names stand for on a device, in the forms and the shape that are asked for.</summary>
    /// <exception cref="WorkloadException">An unknown name, or words that none of them has.</exception>
    public static IReadOnlyList<Workload> Workloads(IReadOnlyCollection<string> names, PairedSettings settings)
    {
        IReadOnlyList<Workload> known = !settings.Hardware.IsGpu ? Catalog.Peer : names.Count == 0 ? Catalog.Gpu : [.. Catalog.Gpu.UnionBy(Catalog.Peer, workload => workload.Name)];
        return [.. Catalog.Reshaped(Catalog.Named(known, names), settings.Shape).SelectMany(workload => FusionForms.Of(settings.Fusions, workload))];
    }

    private static string Sides(Hardware ours, string about, Probe probe) =>
        $"Ours: {ours.About}, {ours.Products}. Peer: {(about.Length == 0 ? "it does not say on what" : about)}. The ceilings of ours in this run, medians: a copy of {ByteSize.Write(probe.Footprint / 2)} moves {Page.Number(probe.Ceilings.Gigabytes)} GB/s, fp32 multiply-adds in registers reach {Page.Number(probe.Ceilings.Gigaflops)} GF/s.{(ours.Precision == MatrixPrecision.Fp32 ? "" : $" Products in {ours.Products} are not bound by these multiply-adds: their share may exceed 100 %.")}\n\n";
}
