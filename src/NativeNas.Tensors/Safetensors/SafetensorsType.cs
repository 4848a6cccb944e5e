namespace NativeNas.Tensors.Safetensors;

/// <summary>Number types that are read and written; the format knows more, which are refused.</summary>
public enum SafetensorsType
{
    U8,
    I64,
    F32,
    F64,
}
