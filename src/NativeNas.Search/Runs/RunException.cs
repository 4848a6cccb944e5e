namespace NativeNas.Search.Runs;

/// <summary>A run folder that cannot be used or written; the message is one line for the user: which file, what failed, what to do.</summary>
public sealed class RunException(string message, Exception? inner = null) : Exception(message.ReplaceLineEndings(" "), inner);
