using NativeNas.Search.Runs;
using NativeNas.Tensors.Safetensors;
using NativeNas.Tensors.Weights;

namespace NativeNas.Search.Studies;

/// <summary>Named weight vectors to and from a checkpoint.</summary>
internal static class Vectors
{
    public static IEnumerable<SafetensorsTensor> Save(IEnumerable<(string Name, WeightBuffer Vector)> vectors) =>
        vectors.Select(entry => SafetensorsTensor.Written(entry.Name, [entry.Vector.All.Length], entry.Vector.WriteTo));

    /// <exception cref="RunException">A vector is missing or has another length.</exception>
    public static void Load(IEnumerable<(string Name, WeightBuffer Vector)> vectors, SafetensorsFile file)
    {
        foreach ((string name, WeightBuffer vector) in vectors)
        {
            float[]? values = file.TryGet(name, out SafetensorsTensor? tensor) ? tensor.ToSingles() : null;

            if (values?.Length != vector.All.Length)
            {
                throw new RunException(
                    $"The checkpoint's vector '{name}' has {values?.Length ?? 0} numbers; the settings in config.json need {vector.All.Length}. Was config.json changed?");
            }

            vector.All.Write(values);
        }
    }
}
