using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Optimizers;
using NativeNas.Kernels.Random;
using NativeNas.Tensors;

namespace NativeNas.Bits;

/// <summary>Five steps of each optimizer over 1000 weights.</summary>
public static class Optimizers
{
    private const int Steps = 5;

    public static IEnumerable<(string Name, string Digest)> Run(Device device)
    {
        AdamNumbers adam = new(0.9f, 0.1f, 0.999f, 0.001f, 1e-8f, 1e-3f, 1f - 1e-4f, 0.01f, 1.5f);
        RmsPropNumbers tensorFlow = new(0.9f, 0.9f, 1e-5f, 1e-3f, 0f, 0.02f, 1f), torch = new(0.99f, 0.9f, 1e-5f, 0f, 1e-8f, 1f, 0.02f);
        yield return ("SgdStep", After(device, (w, g, v, _) => device.Run(new SgdStep(w, g, v, 0.1f, 0.9f, 3e-4f, nesterov: false))));
        yield return ("SgdStepNesterov", After(device, (w, g, v, _) => device.Run(new SgdStep(w, g, v, 0.1f, 0.9f, 3e-4f, nesterov: true))));
        yield return ("AdamStep", After(device, (w, g, m, v) => device.Run(new AdamStep(w, g, m, v, adam))));
        yield return ("RmsPropStep", After(device, (w, g, s, b) => device.Run(new RmsPropStep(w, g, s, b, tensorFlow))));
        yield return ("RmsPropStepTorch", After(device, (w, g, s, b) => device.Run(new RmsPropStep(w, g, s, b, torch))));
    }

    private static string After(Device device, Action<Region, Region, Region, Region> step)
    {
        Rng rng = new Rng(3).At("optimizer");
        CaseInput vector = new(new Shape(1000), Layout.Planes), zeros = vector with { Fill = (_, _) => 0 };
        Tensor w = Case.Draw(device, vector, rng), first = Case.Draw(device, zeros, rng), second = Case.Draw(device, zeros, rng);

        for (int i = 0; i < Steps; i++)
        {
            step(w.Data, Case.Draw(device, vector, rng.At(i)).Data, first.Data, second.Data);
        }

        return Case.Digest([w, first, second]);
    }
}
