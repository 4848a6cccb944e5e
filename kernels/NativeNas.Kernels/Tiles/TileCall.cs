using System.Runtime.CompilerServices;

namespace NativeNas.Kernels.Tiles;

/// <summary>One tile of numbers of rows and vectors that are known at run time.</summary>
internal readonly unsafe struct TileCall<TOperand>(Tile<TOperand> tile, float* x, Target to)
    where TOperand : struct, IOperand
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Run(int rows, int vectors)
    {
        switch (vectors)
        {
            case 1:
                Counts.Run(rows, new Sized<N1>(tile, x, to));
                break;
            case 2:
                Counts.Run(rows, new Sized<N2>(tile, x, to));
                break;
            default:
                Counts.Run(rows, new Sized<N3>(tile, x, to));
                break;
        }
    }

    private readonly struct Sized<TVectors>(Tile<TOperand> tile, float* x, Target to) : ICounted
        where TVectors : struct, ISize
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Run<TRows>()
            where TRows : struct, ISize => tile.Run<TRows, TVectors>(x, to);
    }
}
