using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using NativeNas.Kernels.Cpu;
using NativeNas.Kernels.Tiles;

namespace NativeNas.Kernels.Convolution;

/// <summary>
/// A surface whose neighbouring pixels lie together: itself, or, where the images are the pixels, a copy. Blocks of the
/// copy are sixteen pixels further apart than they need, so that they do not fall onto the same lines of the cache.
/// In rows, an image's channels stay together, and are copied, a block further apart, only where whole pages lie between.
/// </summary>
internal readonly unsafe ref struct Gathering
{
    private const int PixelsAPiece = 64;

    /// <summary>Floats after which an address falls onto the same line of the first-level cache.</summary>
    private const int Page = 1024;

    private readonly CpuScratch scratch;

    public Gathering(CpuWork work, in Surface surface, bool inRows = false)
    {
        bool apart = !surface.Planes && (inRows ? surface.PixelPitch % Page == 0 : surface.PixelPitch != 16);
        int rowPitch = (surface.Blocks + 1) * 16;
        Surface = !apart ? surface : inRows ? surface with { PixelPitch = rowPitch } : surface with { PixelPitch = 16, BlockPitch = (surface.Width + 16) * 16 };
        scratch = work.Rent(!apart ? 16 : inRows ? rowPitch * surface.Width : Surface.BlockPitch * surface.Blocks);

        if (apart)
        {
            Surface = Surface with { Cells = scratch.Cells };
            work.Phase((surface.Width + PixelsAPiece - 1) / PixelsAPiece, new GatheringJob(surface, Surface, PixelsAPiece));
        }
    }

    public Surface Surface { get; }

    public void Dispose() => scratch.Dispose();
}

/// <summary>A run of pixels of every block; few at a time, so that each one's blocks are read in their order.</summary>
internal readonly unsafe struct GatheringJob(Surface from, Surface to, int pixels) : ICpuJob
{
    private const int PixelsAtOnce = 8;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(int piece)
    {
        int first = piece * pixels, last = Math.Min(first + pixels, to.Width);

        if (to.BlockPitch == 16)
        {
            for (int pixel = first; pixel < last; pixel++)
            {
                new Span<float>(from.At(0, 0, 0, pixel), from.Blocks * 16).CopyTo(new(to.At(0, 0, 0, pixel), from.Blocks * 16));
            }

            return;
        }

        for (int run = first; run < last; run += PixelsAtOnce)
        {
            for (int block = 0; block < to.Blocks; block++)
            {
                for (int pixel = run; pixel < Math.Min(run + PixelsAtOnce, last); pixel++)
                {
                    Vector512.Load(from.At(0, block, 0, pixel)).Store(to.At(0, block, 0, pixel));
                }
            }
        }
    }
}
