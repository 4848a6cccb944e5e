using NativeNas.Kernels.Devices;
using NativeNas.Nn.Training;
using NativeNas.Search.Runs;
using NativeNas.Search.Settings;

namespace NativeNas.Search.Studies;

/// <summary>Drives one phase: steps, metrics, progress, checkpoints between steps, and a clean stop when asked.</summary>
internal sealed class TrainingLoop(StudyJournal journal, CheckpointSettings when, Device device, TimeProvider time, IProgress<StudyProgress>? progress)
{
    /// <param name="firstMetric">Steps of the phases before, so that the metrics' steps only grow.</param>
    /// <param name="alphas">Softmax weights to note now and then, and their entropy; null outside a search.</param>
    public void Run(string phase, ITraining training, long from, long firstMetric, Func<AlphaSnapshot>? alphas, CancellationToken stop)
    {
        long start = time.GetTimestamp(), saved = start;
        long images = 0, every = Math.Max(1, training.Steps / 100);
        int epochs = (int)((training.Steps + training.StepsPerEpoch - 1) / training.StepsPerEpoch);

        for (long step = from; step < training.Steps; step++)
        {
            if (stop.IsCancellationRequested)
            {
                journal.Save(phase, step, training.State);
                stop.ThrowIfCancellationRequested();
            }

            StepReport report = training.Step(step);
            images += report.Training.Count + report.Validation.Count;
            double seconds = Math.Max(1e-9, time.GetElapsedTime(start).TotalSeconds);
            int epoch = (int)(step / training.StepsPerEpoch);
            AlphaSnapshot? snapshot = alphas?.Invoke();
            bool noted = step % every == 0 || step == training.Steps - 1;
            journal.Note(Line(firstMetric + step, epoch, phase, report, snapshot, noted) with { ImagesPerSecond = images / seconds, MemoryBytes = Held });

            if (report.Validation.Count > 0)
            {
                journal.Note(new(firstMetric + step, epoch, "validation") { Loss = report.Validation.Loss, Accuracy = report.Validation.Top1 });
            }

            TimeSpan remaining = TimeSpan.FromSeconds(seconds / (step + 1 - from) * (training.Steps - step - 1));
            progress?.Report(new(phase, epoch + 1, epochs, step + 1, training.Steps, report, snapshot?.Entropy ?? double.NaN, Held, images / seconds, remaining));

            if ((when.EverySeconds > 0 && time.GetElapsedTime(saved).TotalSeconds >= when.EverySeconds) || (when.EverySteps > 0 && (step + 1) % when.EverySteps == 0))
            {
                journal.Save(phase, step + 1, training.State);
                saved = time.GetTimestamp();
            }
        }
    }

    private long Held => device.PeakBytes + device.ScratchBytes;

    private static MetricsLine Line(long step, int epoch, string phase, StepReport report, AlphaSnapshot? snapshot, bool noted) => new(step, epoch, phase)
    {
        Loss = report.Loss,
        Accuracy = report.Training.Top1,
        LearningRate = report.LearningRate,
        AlphaEntropy = snapshot?.Entropy,
        Alphas = noted ? snapshot?.Weights : null,
    };
}
