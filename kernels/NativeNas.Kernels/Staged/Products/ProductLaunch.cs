using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.Staged.Products;

/// <summary>A matrix product: planes of rows × columns, sixteen terms a stage.</summary>
internal readonly record struct ProductSize(int Rows, int Columns, int Stages, int Planes = 1);

/// <summary>Launches a product in tiles that its size decides.</summary>
internal static class ProductLaunch
{
    /// <summary>Groups of threads that a large chip runs at once.</summary>
    private const int Groups = 264;

    extension<TView, TValue>(Device<TView, TValue> on)
        where TView : struct, IView<TValue>
        where TValue : unmanaged, IValue<TValue>
    {
        public void LaunchProduct<TRows, TColumns, TOutlet>(TRows rows, TColumns columns, TOutlet outlet, ProductSize size)
            where TRows : struct, IRowSide
            where TColumns : struct, IColumnSide
            where TOutlet : struct, IOutlet
        {
            bool few = (long)Tiles(size.Rows, 128) * Tiles(size.Columns, 64) * size.Planes < Groups;

            if (size.Columns <= 16)
            {
                if (few)
                {
                    on.LaunchTiles<TView, TValue, Tile64x16, TRows, TColumns, TOutlet>(rows, columns, outlet, size);
                }
                else
                {
                    on.LaunchTiles<TView, TValue, Tile128x16, TRows, TColumns, TOutlet>(rows, columns, outlet, size);
                }
            }
            else if (size.Columns <= 32 | Tiles(size.Columns, 32) * 9 < Tiles(size.Columns, 64) * 16)
            {
                on.LaunchTiles<TView, TValue, Tile128x32, TRows, TColumns, TOutlet>(rows, columns, outlet, size);
            }
            else if (few)
            {
                on.LaunchTiles<TView, TValue, Tile64x64, TRows, TColumns, TOutlet>(rows, columns, outlet, size);
            }
            else
            {
                on.LaunchTiles<TView, TValue, Tile128x64, TRows, TColumns, TOutlet>(rows, columns, outlet, size);
            }
        }

        private void LaunchTiles<TTile, TRows, TColumns, TOutlet>(TRows rows, TColumns columns, TOutlet outlet, ProductSize size)
            where TTile : struct, ITile
            where TRows : struct, IRowSide
            where TColumns : struct, IColumnSide
            where TOutlet : struct, IOutlet =>
            on.LaunchGroups<TileProduct<TTile, TRows, TColumns, TOutlet>, ProductState>(
                new(Tiles(size.Rows, TTile.Rows), Tiles(size.Columns, TTile.Columns), size.Planes), new(rows, columns, outlet, size.Stages));
    }

    private static int Tiles(int length, int width) => (length + width - 1) / width;
}
