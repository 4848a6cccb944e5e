namespace NativeNas.Workloads;

/// <summary>No workload has that name or shape; the message is one line for the person who gave it.</summary>
public sealed class WorkloadException(string message) : Exception(message);
