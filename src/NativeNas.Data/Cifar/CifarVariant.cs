namespace NativeNas.Data.Cifar;

/// <summary>What differs between the binary forms of CIFAR-10 and CIFAR-100. A record: label bytes, the last one counting, then 3 · 32 · 32 bytes in planes.</summary>
public sealed record CifarVariant(string Name, int Classes, int LabelBytes, string TrainPrefix, string TestFile, string MetaFile)
{
    internal const int Side = 32;
    internal const int ImageBytes = 3 * Side * Side;

    public static CifarVariant Cifar10 { get; } = new("cifar10", 10, 1, "data_batch_", "test_batch.bin", "batches.meta.txt");

    /// <summary>A coarse label, which is not read, and the fine one.</summary>
    public static CifarVariant Cifar100 { get; } = new("cifar100", 100, 2, "train", "test.bin", "fine_label_names.txt");

    internal int RecordBytes => LabelBytes + ImageBytes;

    internal bool IsTrain(string file) => file.StartsWith(TrainPrefix, StringComparison.Ordinal) && file.EndsWith(".bin", StringComparison.Ordinal);

    internal bool Reads(string file) => IsTrain(file) || file == TestFile || file == MetaFile;
}
