using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using NativeNas.Kernels.Cpu;

namespace NativeNas.Kernels.Pooling;

public readonly partial struct AveragePoolingBackward<TSize> : ICpuForm
{
    public bool Covers => Sweep.Covers(g);

    public unsafe void Run(CpuWork work)
    {
        using CpuScratch shares = work.Rent(g.OutHeight * g.OutWidth);
        share.Fill(shares.Cells);
        Sweep.Inputs<AveragePoolingBackwardStep, Vector512<float>>(work, g, new(work.Cells(dy), shares.Cells, work.Cells(dx), accumulate));
    }
}

internal readonly unsafe struct AveragePoolingBackwardStep(float* dy, float* shares, float* dx, bool accumulate) : ISweepStep<Vector512<float>>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> First(int target, int at, int pixel, int tap) => Next(Vector512<float>.Zero, at, pixel, tap);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Next(Vector512<float> state, int at, int pixel, int tap) =>
        Vector512.FusedMultiplyAdd(Vector512.Load(dy + at), Vector512.Create(shares[pixel]), state);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Put(int at, int pixel, Vector512<float> state) => (accumulate ? Vector512.Load(dx + at) + state : state).Store(dx + at);

    public void PutNothing(int at) => Put(at, 0, Vector512<float>.Zero);
}
