using System.Text;
using NativeNas.Data.Npy;

namespace NativeNas.Data.Tests;

public sealed class NpyTests
{
    public static TheoryData<Array> Arrays =>
    [
        new float[] { 1.5f, -2, float.MaxValue, 0, 5, 6 },
        new double[] { 1.5, -2, 3, 0, 5, 1e300 },
        new int[] { int.MinValue, 1, 2, 3, 4, 5 },
        new long[] { long.MaxValue, 1, 2, 3, 4, 5 },
        new byte[] { 0, 1, 2, 3, 254, 255 },
    ];

    [Theory, MemberData(nameof(Arrays))]
    public void Every_type_comes_back(Array values)
    {
        using TempFolder folder = new();
        string path = Path.Join(folder.Path, "a.npy");
        NpyFile.Write(path, new([2, 3], values));
        NpyArray array = NpyFile.Read(path);
        Assert.Equal([2, 3], array.Shape);
        Assert.Equal(values, array.Values);
    }

    [Fact]
    public void The_bytes_are_those_that_numpy_writes()
    {
        byte[] file = NpyFile.Format(new([3], new float[] { 1, 2, 3 }));
        string header = "{'descr': '<f4', 'fortran_order': False, 'shape': (3,), }";
        Assert.Equal([0x93, .. "NUMPY"u8, 1, 0, 118, 0, .. Encoding.ASCII.GetBytes(header.PadRight(117) + "\n")], file[..128]);
        Assert.Equal(140, file.Length);
    }

    [Fact]
    public void A_single_number_and_an_empty_array_come_back()
    {
        Assert.Empty(NpyFile.Parse("a", NpyFile.Format(new([], new int[] { 7 }))).Shape);
        Assert.Equal([0, 4], NpyFile.Parse("a", NpyFile.Format(new([0, 4], Array.Empty<float>()))).Shape);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void Later_versions_and_other_spacing_are_read(byte version)
    {
        byte[] text = """{"shape":(1 , 2 ),'fortran_order' : False,"descr":"|u1"}"""u8.ToArray();
        byte[] file = [0x93, .. "NUMPY"u8, version, 0, (byte)text.Length, 0, 0, 0, .. text, 8, 9];
        NpyArray array = NpyFile.Parse("a", file);
        Assert.Equal([1, 2], array.Shape);
        Assert.Equal([8f, 9f], array.ToFloats());
        Assert.Equal([8, 9], array.ToInts());
        Assert.Equal([8.0, 9.0], array.ToDoubles());
    }

    [Theory]
    [InlineData("{'descr': '>f4', 'fortran_order': False, 'shape': (1,), }", "'>f4'")]
    [InlineData("{'descr': '<f4', 'fortran_order': True, 'shape': (1,), }", "fortran_order True")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }", "4 bytes of values")]
    [InlineData("{'descr': '<u1', 'fortran_order': False, 'shape': (4,), }", "'<u1'")]
    [InlineData("{'descr': '|u1', 'fortran_order': False, 'shape': (3,), }", "4 bytes of values")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999,), }", "99999999999")]
    [InlineData("{'descr': '<f4', 'shape': (1,), }", "a dictionary of")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (-1,), }", "a dictionary of")]
    [InlineData("[1]", "a dictionary of")]
    public void Headers_that_cannot_be_used_are_refused(string header, string part) =>
        Refusal.Of(() => NpyFile.Parse("some.npy", [0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, 0, .. Encoding.ASCII.GetBytes(header), 0, 0, 0, 0]), "some.npy", part);

    [Fact]
    public void Any_cut_and_any_byte_more_is_refused()
    {
        byte[] file = NpyFile.Format(new([3], new float[] { 1, 2, 3 }));

        for (int length = 0; length < file.Length; length++)
        {
            Refusal.Of(() => NpyFile.Parse("some.npy", file[..length]), "some.npy");
        }

        Refusal.Of(() => NpyFile.Parse("some.npy", [.. file, 0]), "some.npy", "13 bytes", "12");
    }

    [Fact]
    public void Shape_and_type_are_checked()
    {
        Assert.Throws<ArgumentException>(() => new NpyArray([2, 2], new float[3]));
        Assert.Throws<ArgumentException>(() => new NpyArray([3], new short[3]));
    }
}
