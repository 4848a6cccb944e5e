using NativeNas.Autodiff;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Geometry;
using NativeNas.Kernels.Normalization;
using NativeNas.Kernels.Random;
using NativeNas.Tensors;
using NativeNas.TestKit;
using Buffer = NativeNas.Kernels.Devices.Buffer;

namespace NativeNas.Kernels.Gpu.Tests.Trials;

/// <summary>Random sizes and random memory on a device for one operation; the same seed gives the same ones on every device.</summary>
internal sealed class Scene : IDisposable
{
    private readonly Device device;
    private readonly ulong seed;
    private readonly Rng rng;
    private readonly List<Buffer> buffers = [];
    private readonly List<(Form Form, Region Region)> results = [];
    private readonly List<Outcome> left = [];
    private int draws;

    public Scene(Device device, ulong seed)
    {
        (this.device, this.seed, rng) = (device, seed, new Rng(seed).At("scene"));
        (Images, Channels, Height, Width, Adds) = (Pick(1, 2, 3, 5), Pick(1, 3, 8, 16, 24, 40), Pick(1, 2, 5, 8, 13), Pick(1, 3, 4, 9, 17), Toss());
    }

    /// <summary>Numbers are multiples of it; of 0, any.</summary>
    public float Quantum { get; init; }

    public int Images { get; }

    public int Channels { get; }

    public int Height { get; }

    public int Width { get; }

    public int Area => Height * Width;

    public int Blocks => (Channels + 15) >> 4;

    /// <summary>Whether gradients are added to what is there.</summary>
    public bool Adds { get; }

    public Form Map => new(Images, Channels, Area);

    public Form Vectors => new(Images, Channels, 1);

    public Form Vector => new(1, Channels, 1);

    public PixelPieces Pieces => new(Images, Channels, Area);

    public int Pick(params ReadOnlySpan<int> of) => of[rng.Below(of.Length, draws++)];

    public bool Toss() => Pick(0, 1) == 1;

    public float Number(float low = -2, float high = 2) => low + ((high - low) * rng.Uniform(draws++));

    /// <summary>A window of that size, strided, dilated and padded at random so that it fits.</summary>
    public PlaneGeometry Plane(int height, int width)
    {
        Window window = new(
            height, width, Pick(1, 1, 2, 3), Pick(1, 1, 2), Pick(1, 1, 2), Pick(1, 1, 3), Pick(0, 1, 2), Pick(0, 1, 3), Pick(0, 1, 2), Pick(0, 1), Toss());
        int down = window.SpanHeight - Height - window.Top - window.Bottom, across = window.SpanWidth - Width - window.Left - window.Right;
        return PlaneGeometry.Of(Images, Channels, Height, Width, window with { Bottom = window.Bottom + Math.Max(0, down), Right = window.Right + Math.Max(0, across) });
    }

    public Form Outputs(PlaneGeometry g) => new(Images, Channels, g.OutHeight * g.OutWidth);

    /// <summary>Numbers that are read.</summary>
    public Region In(Form form, float low = -2, float high = 2)
    {
        Rng numbers = rng.At(draws++);
        return Put(form, i => Rounded(low + ((high - low) * numbers.Uniform(i))));
    }

    /// <summary>Whole numbers of [low, high).</summary>
    public Region Whole(Form form, int low, int high)
    {
        Rng numbers = rng.At(draws++);
        return Put(form, i => low + numbers.Below(high - low, i));
    }

    public Region Given(ReadOnlySpan<float> values)
    {
        float[] copy = values.ToArray();
        return Put(Form.Row(copy.Length), i => copy[i]);
    }

    /// <summary>Numbers that are written.</summary>
    public Region Out(Form form) => Result(form, Put(form, _ => float.NaN, padding: float.NaN));

    /// <summary>Numbers that are read and written.</summary>
    public Region State(Form form, float low = -2, float high = 2) => Result(form, In(form, low, high));

    /// <summary>A gradient: read and written where it <see cref="Adds"/>.</summary>
    public Region Gradient(Form form) => Adds ? State(form) : Out(form);

    public void Run<TOperation>(TOperation operation)
        where TOperation : struct, IOperation => device.Run(operation);

    /// <summary>An op forward and backward.</summary>
    public void Apply(Op op, params CheckedInput[] inputs) => left.AddRange(OpRun.On(device, op, inputs, seed).Select(left => new Outcome(left.Name, left.Tensor.Data.ToArray(), Of(left.Tensor))));

    /// <summary>All that was written.</summary>
    public IReadOnlyList<Outcome> Outcomes() => [.. results.Select((result, i) => new Outcome($"result {i}", result.Region.ToArray(), result.Form)), .. left];

    /// <summary>Asserts that what was written here is within tolerance times the largest magnitude of what it is to be.</summary>
    public void Matches(Scene expected, string name, float tolerance)
    {
        IReadOnlyList<Outcome> here = Outcomes(), there = expected.Outcomes();
        Assert.NotEmpty(there);
        Assert.Equal(there.Select(outcome => (outcome.Name, outcome.Values.Length)), here.Select(outcome => (outcome.Name, outcome.Values.Length)));

        foreach ((Outcome b, Outcome a) in there.Zip(here))
        {
            if (a.FirstOff(b, tolerance) is { } i)
            {
                Assert.Fail($"{name}, {this}, {a.Name}: float {i} is {a.Values[i]:R}, expected {b.Values[i]:R}.");
            }
        }
    }

    public override string ToString() => $"seed {seed}: [{Images}, {Channels}, {Height}, {Width}]{(Adds ? ", added" : "")}";

    public void Dispose() => buffers.ForEach(buffer => buffer.Dispose());

    private float Rounded(float number) => Quantum == 0 ? number : MathF.Round(number / Quantum) * Quantum;

    private static Form Of(Tensor tensor) =>
        tensor.Layout == Layout.Blocked ? new(tensor.Shape.N, tensor.Shape.C, tensor.Shape.Area) : Form.Row(tensor.Shape.Length);

    private Region Result(Form form, Region region)
    {
        results.Add((form, region));
        return region;
    }

    private Region Put(Form form, Func<int, float> value, float padding = 0)
    {
        Buffer buffer = device.Allocate(form.Length);
        buffers.Add(buffer);
        Region region = new(buffer, 0, form.Length);
        region.Write([.. Enumerable.Range(0, form.Length).Select(i => form.IsPadding(i) ? padding : value(i))]);
        return region;
    }
}
