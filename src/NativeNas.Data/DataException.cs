namespace NativeNas.Data;

/// <summary>Data that cannot be used. The message is one line: what was read, what was found, what was expected.</summary>
public sealed class DataException(string message, Exception? inner = null) : Exception(message, inner);
