using NativeNas.Autodiff.Ops;
using NativeNas.Kernels.Devices;
using NativeNas.Tensors;
using NativeNas.TestKit;
using NativeNas.TestKit.References;

namespace NativeNas.Autodiff.Tests.Ops;

public class BatchNormalizationEvaluationTests
{
    [Theory, OnEveryDevice]
    public void Gradient_matches_finite_differences(Device device)
    {
        foreach (int channels in new[] { 1, 3, 8, 16, 24, 40 })
        {
            Shape x = new(2, channels, 9, 7), vector = new(channels);
            CheckedInput mean = new(vector, Layout.Planes, Differentiable: false);
            CheckedInput variance = new(vector, Layout.Planes, (rng, i) => 0.1 + rng.Uniform(i), false), affine = new(vector, Layout.Planes);
            Gradcheck.Holds(device, new BatchNormalizationEvaluation(1e-3f), [x, mean, variance, affine, affine],
                v => [NaiveNormalization.Evaluation(v[0], x, v[1], v[2], v[3], v[4], 1e-3f)]);
            Gradcheck.Holds(device, new BatchNormalizationEvaluation(1e-3f), [x, mean, variance],
                v => [NaiveNormalization.Evaluation(v[0], x, v[1], v[2], null, null, 1e-3f)]);
        }
    }

    [Fact]
    public void Scalars_and_vectors_agree_to_the_bit()
    {
        CheckedInput vector = new(new(24), Layout.Planes), fixedVector = new(new(24), Layout.Planes, (rng, i) => rng.Uniform(i), false);
        SameBits.OfScalarAndVector(new BatchNormalizationEvaluation(), new Shape(3, 24, 31, 37), fixedVector, fixedVector, vector, vector);
    }
}
