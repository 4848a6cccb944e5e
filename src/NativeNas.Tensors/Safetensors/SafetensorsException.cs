namespace NativeNas.Tensors.Safetensors;

/// <summary>A file or stream that is not a safetensors file as the format describes it; the message is one line.</summary>
public sealed class SafetensorsException(string message, Exception? inner = null) : Exception(message, inner);
