using NativeNas.Data.Sets;
using NativeNas.Kernels;

namespace NativeNas.Data.Batches;

/// <summary>(x − mean) / std, with one mean and one standard deviation a channel.</summary>
public sealed class Normalization
{
    private readonly float[] mean;
    private readonly float[] std;

    public Normalization(IReadOnlyList<float> mean, IReadOnlyList<float> std)
    {
        Require.That(mean.Count == std.Count, $"Each channel has a mean and a standard deviation; got {mean.Count} and {std.Count}.");

        for (int c = 0; c < mean.Count; c++)
        {
            Require.That(float.IsFinite(mean[c]), $"The mean of channel {c} is {mean[c]}; expected a finite number.");
            Require.That(float.IsFinite(std[c]) && std[c] > 0, $"The standard deviation of channel {c} is {std[c]}; expected a positive number.");
        }

        (this.mean, this.std) = ([.. mean], [.. std]);
    }

    public IReadOnlyList<float> Mean => mean;

    public IReadOnlyList<float> Std => std;

    /// <summary>Mean and population standard deviation over all pixels of the images, summed in double; a constant channel gets the deviation 1.</summary>
    public static Normalization Of(ImageSubset images)
    {
        Require.That(images.Count > 0, "Normalization is computed on at least one image; got none.");
        ImageSet set = images.Images;
        int plane = set.Height * set.Width;
        double[] mean = ChannelMeans(images, new double[set.Channels], static (x, _) => x);
        double[] variance = ChannelMeans(images, mean, static (x, mean) => (x - mean) * (x - mean));
        return new(
            Array.ConvertAll(mean, static m => (float)m),
            Array.ConvertAll(variance, static v => (float)Math.Sqrt(v) is > 0 and float std ? std : 1f));
    }

    public static Normalization Of(ImageSet images) => Of(images.All);

    /// <summary>Normalizes planes [C, H, W] in place.</summary>
    public void Apply(Span<float> planes)
    {
        int plane = planes.Length / mean.Length;

        for (int c = 0; c < mean.Length; c++)
        {
            foreach (ref float x in planes.Slice(c * plane, plane))
            {
                x = (x - mean[c]) / std[c];
            }
        }
    }

    private static double[] ChannelMeans(ImageSubset images, double[] centre, Func<double, double, double> term)
    {
        ImageSet set = images.Images;
        int plane = set.Height * set.Width;
        float[] image = new float[set.ImageLength];
        double[] sum = new double[set.Channels];

        for (int n = 0; n < images.Count; n++)
        {
            images.Read(n, image);

            for (int i = 0; i < image.Length; i++)
            {
                sum[i / plane] += term(image[i], centre[i / plane]);
            }
        }

        return Array.ConvertAll(sum, total => total / ((double)images.Count * plane));
    }
}
