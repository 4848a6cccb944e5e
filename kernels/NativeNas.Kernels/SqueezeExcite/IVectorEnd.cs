namespace NativeNas.Kernels.SqueezeExcite;

/// <summary>What becomes of one element of an image's product.</summary>
public interface IVectorEnd
{
    /// <param name="inside">0 in the padding, whose cells become zero.</param>
    void Store(int image, int element, int inside, float sum);
}
