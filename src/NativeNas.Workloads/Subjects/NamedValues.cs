namespace NativeNas.Workloads.Subjects;

/// <summary>The numbers of one tensor.</summary>
public readonly record struct NamedValues(string Name, float[] Values);
