using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using NativeNas.Kernels.Cpu;

namespace NativeNas.Kernels.Pooling;

public readonly partial struct AveragePoolingForward<TSize> : ICpuForm
{
    public bool Covers => Sweep.Covers(g);

    public unsafe void Run(CpuWork work)
    {
        using CpuScratch shares = work.Rent(g.OutHeight * g.OutWidth);
        share.Fill(shares.Cells);
        Sweep.Outputs<AveragePoolingForwardStep, Vector512<float>>(work, g, new(work.Cells(x), shares.Cells, work.Cells(y)));
    }
}

internal readonly unsafe struct AveragePoolingForwardStep(float* x, float* shares, float* y) : ISweepStep<Vector512<float>>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> First(int target, int at, int pixel, int tap) => Next(Vector512<float>.Zero, at, pixel, tap);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Next(Vector512<float> state, int at, int pixel, int tap) => state + Vector512.Load(x + at);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Put(int at, int pixel, Vector512<float> state) => (state * Vector512.Create(shares[pixel])).Store(y + at);

    public void PutNothing(int at) => Vector512<float>.Zero.Store(y + at);
}
