using NativeNas.Autodiff.Branching;
using NativeNas.Autodiff.Ops;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Elementwise;
using NativeNas.Kernels.Geometry;
using NativeNas.Kernels.Random;
using NativeNas.Tensors;
using NativeNas.TestKit;

namespace NativeNas.Autodiff.Tests;

[Collection(nameof(Alone))]
public class BranchesTests
{
    private static readonly Shape image = new(2, 5, 6, 6);

    [Theory]
    [OnEveryDevice(true)]
    [OnEveryDevice(false)]
    public void Followed_where_they_were_recorded_they_change_no_bit(bool planned, Device device)
    {
        using Branches branches = new();
        (float[] Y, float[] Gradient) plain = Pass(device, default, false);
        (float[] Y, float[] Gradient) recording = Pass(device, BranchUse.Record(branches), planned);
        (float[] Y, float[] Gradient) following = Pass(device, BranchUse.Follow(branches), planned);
        Assert.Equal(6, branches.Count);
        Assert.Equal(plain.Y, recording.Y);
        Assert.Equal(plain.Gradient, recording.Gradient);
        Assert.Equal(plain.Y, following.Y);
        Assert.Equal(plain.Gradient, following.Gradient);
    }

    [Theory, OnEveryDevice]
    public void Followed_elsewhere_they_stay(Device device)
    {
        Follows(device, new Activation<Relu>(), [1, -1, 0, 7], at: [-3, 4, 2, 9], y: [-3, 0, 0, 9], dx: [1, 0, 0, 1]);
        Follows(device, new Activation<Relu6>(), [1, -1, 5, 7], at: [-3, 4, 8, 3], y: [-3, 0, 8, 6], dx: [1, 0, 1, 0]);
        Follows(device, new MaxPooling(new(1, 2, Right: 1)), [9, 1, 3, 4], at: [5, 8, 7, 2], y: [5, 7, 2, 2], dx: [1, 0, 1, 2]);
    }

    [Theory, OnEveryDevice]
    public void A_smooth_op_has_no_branch(Device device)
    {
        using Branches branches = new();
        using Tape tape = new(device, branches: BranchUse.Record(branches));
        _ = tape.Constant(image, Draw("x")).Apply(new Activation<Swish>()).Apply(new GlobalAveragePooling());
        Assert.Equal(0, branches.Count);
    }

    [Theory, OnEveryDevice]
    public void They_outlive_the_tape_and_are_given_back(Device device)
    {
        long before = device.BytesInUse;

        using (Branches branches = new())
        {
            using (Tape tape = new(device, branches: BranchUse.Record(branches)))
            {
                _ = Chain(tape, tape.Constant(image, Draw("x")));
            }

            Assert.Equal(before + (6L * 4 * image.BlockedLength), device.BytesInUse);
        }

        Assert.Equal(before, device.BytesInUse);
    }

    [Fact]
    public void Wrong_uses_say_what_was_expected()
    {
        Device device = OnEveryDeviceAttribute.Devices[0];
        Activation<Relu> relu = new();
        using Branches branches = new();
        using Tape recording = new(device, branches: BranchUse.Record(branches));
        _ = recording.Constant(image, Draw("x")).Apply(relu).Apply(new MaxPooling(Window.Same(3)));
        Assert.Contains("hold 2", Assert.Throws<ArgumentException>(() => new Tape(device, branches: BranchUse.Record(branches))).Message);
        Assert.Contains("but 2 were recorded", Refusal(x => x.Apply(relu).Apply(new MaxPooling(Window.Same(3))).Apply(relu)));
        Assert.Contains("followed 1 branches of 2", Refusal(x => x.Apply(relu)));
        Assert.Contains("recorded at Activation", Refusal(x => x.Apply(new Activation<Relu6>())));
        Assert.Contains("[2, 5, 1, 1]", Refusal(x => x.Apply(new GlobalAveragePooling()).Apply(relu)));

        string Refusal(Func<Var, Var> code)
        {
            using Tape tape = new(device, branches: BranchUse.Follow(branches));
            Tensor x = Tensor.From(device, image, Draw("x"));
            return Assert.Throws<ArgumentException>(() => tape.Backward(code(tape.Watch(x)), x)).Message;
        }
    }

    private static void Follows(Device device, Op op, float[] recorded, float[] at, float[] y, float[] dx)
    {
        using Branches branches = new();
        Shape shape = new(1, 1, 1, recorded.Length);

        using (Tape recording = new(device, branches: BranchUse.Record(branches)))
        {
            _ = recording.Constant(shape, recorded).Apply(op);
        }

        using Tape tape = new(device, branches: BranchUse.Follow(branches));
        Var x = tape.Watch(Tensor.From(device, shape, at)), result = x.Apply(op);
        Assert.Equal(y, result.Value.ToArray());
        tape.Backward(result, Tensor.From(device, shape, [1, 1, 1, 1]));
        Assert.Equal(dx, tape.GradientOf(x)!.ToArray());
    }

    private static (float[] Y, float[] Gradient) Pass(Device device, BranchUse use, bool planned)
    {
        TapePlan? plan = null;

        if (planned)
        {
            using ShapeOnlyDevice dry = new();
            using Tape dryTape = new(dry, branches: use.Follows is null ? default : use);
            plan = dryTape.Plan(Chain(dryTape, dryTape.Watch(Tensor.Allocate(dry, image))));
        }

        using Tape tape = new(device, plan: plan, branches: use);
        Var x = tape.Watch(Tensor.From(device, image, Draw("x"))), y = Chain(tape, x);
        float[] values = y.Value.ToArray();
        tape.Backward(y, Tensor.From(device, image, Draw("seed")));
        return (values, tape.GradientOf(x)!.ToArray());
    }

    private static Var Chain(Tape tape, Var x)
    {
        for (int i = 0; i < 2; i++)
        {
            Var positive = x.Apply(new Activation<Relu>()), pooled = x.Apply(new MaxPooling(Window.Same(3)));
            x = tape.Apply(new Add(), positive, tape.Apply(new Multiply(), pooled, x).Apply(new Activation<Relu6>()));
        }

        return x;
    }

    private static float[] Draw(string name) =>
        [.. Enumerable.Range(0, image.Length).Select(i => (2 * new Rng(5).At(name).Uniform(i)) - 1)];
}
