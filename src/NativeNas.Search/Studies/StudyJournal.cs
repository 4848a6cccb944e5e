using NativeNas.Search.Runs;
using NativeNas.Supernets.Genotypes;
using NativeNas.Tensors.Weights;

namespace NativeNas.Search.Studies;

/// <summary>Writes down what happens: metrics line by line, and between two steps whatever a resumption needs.</summary>
internal sealed class StudyJournal : IDisposable
{
    private readonly RunFolder folder;
    private readonly MetricsLog metrics;
    private readonly TimeProvider time;
    private readonly long start;
    private readonly double before;

    public StudyJournal(RunFolder folder, StudyState? from, TimeProvider time)
    {
        (this.folder, this.time) = (folder, time);
        metrics = MetricsLog.Open(folder, from?.MetricsLines ?? 0);
        (Genotype, SearchHash, before) = (from?.Genotype, from?.SearchHash ?? "", from?.Seconds ?? 0);
        start = time.GetTimestamp();
    }

    public Genotype? Genotype { get; set; }

    public string SearchHash { get; set; }

    /// <summary>Time spent, over all resumptions, with what compiling took.</summary>
    public double Seconds => before + time.GetElapsedTime(start).TotalSeconds;

    public void Note(MetricsLine line) => metrics.Append(line);

    public void Save(string phase, long step, IEnumerable<(string Name, WeightBuffer Vector)> vectors)
    {
        metrics.Flush();
        folder.Checkpoints.Save(Vectors.Save(vectors), new StudyState(phase, step, Genotype, SearchHash, Seconds, metrics.Lines).ToJson());
    }

    public void Dispose() => metrics.Dispose();
}
