using NativeNas.Data.Csv;
using NativeNas.Data.Sets;

namespace NativeNas.Data.Tests;

public sealed class CsvTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_header_names_and_quotes_are_understood()
    {
        folder.Write("a.csv", "p1,p2,p3,p4,label\r\n1,2.5,-3e1,4,\"dog\"\r\n5,6,7,8,cat\r\n");
        folder.Write("b.csv", "0,0,0,0,cat\n");
        DataSet data = DataSource.Parse($"csv:{folder.Path}/a.csv,{folder.Path}/b.csv");
        float[] pixels = new float[4];
        data.Train.Read(0, pixels);
        Assert.Equal([1f, 2.5f, -30f, 4f], pixels);
        Assert.Equal(["cat", "dog"], data.Classes);
        Assert.Equal([1, 0], data.Train.Labels.ToArray());
        Assert.Equal((1, 2, 2, 1), (data.Train.Channels, data.Train.Height, data.Train.Width, data.Test.Count));
    }

    [Fact]
    public void Numbers_as_classes_are_in_order_of_value()
    {
        DataSet data = Read(Rows(10, i => $"{i},{new[] { 10, 9, 2 }[i % 3]}"));
        Assert.Equal(["2", "9", "10"], data.Classes);
    }

    [Fact]
    public void Three_planes_are_colour() => Assert.Equal((3, 2, 2), Shape(Read(Rows(4, i => "1,2,3,4,5,6,7,8,9,10,11,12,0"))));

    [Fact]
    public void Without_a_test_file_the_seed_draws_one()
    {
        string path = folder.Write("a.csv", Rows(50, i => $"{i},{i % 2}"));
        DataSet one = CsvImages.Read(path, 0.2, 1);
        DataSet again = CsvImages.Read(path, 0.2, 1);
        DataSet two = CsvImages.Read(path, 0.2, 2);
        Assert.Equal((40, 10), (one.Train.Count, one.Test.Count));
        Assert.Equal(Values(one.Test), Values(again.Test));
        Assert.NotEqual(Values(one.Test), Values(two.Test));
        Assert.Equal(Enumerable.Range(0, 50).Select(i => (float)i), Values(one.Train).Concat(Values(one.Test)).Order());
    }

    [Theory]
    [InlineData("digits-train.csv", "digits-test.csv")]
    [InlineData("digits.tra.csv", "digits.tes.csv")]
    public void The_test_file_is_found_by_its_name(string train, string test)
    {
        string path = folder.Write(train, "1,0\n2,1\n");
        folder.Write(test, "3,1\n");
        Assert.Equal([3f], Values(CsvImages.Read(path, 0.2, 0).Test));
    }

    [Theory]
    [InlineData("1,2,3,4,a\n1,2,3,b\n", "4 columns in line 2", "5")]
    [InlineData("1,2,3,4,a\n1,x,3,4,b\n", "'x' in line 2, column 2", "number")]
    [InlineData("1,2,3,4,a\n1,NaN,3,4,b\n", "'NaN' in line 2", "finite")]
    [InlineData("1,2,3,4,0.5\n", "label '0.5'", "whole number")]
    [InlineData("1,2,3,4,\n", "empty label in line 1", "class")]
    [InlineData("1,2,a\n1,2,b\n", "2 numbers a row", "3·s²")]
    [InlineData("a,b,c\n", "no rows", "label")]
    [InlineData("", "no rows", "label")]
    [InlineData("5\n", "1 columns in line 1", "label")]
    [InlineData("1,a\n", "1 image", "at least 2")]
    public void What_is_no_table_of_images_is_refused(string text, params string[] parts)
    {
        string path = folder.Write("a.csv", text);
        Refusal.Of(() => CsvImages.Read(path, 0.2, 0), path, parts);
    }

    [Fact]
    public void A_test_label_that_training_lacks_is_refused()
    {
        folder.Write("a.csv", "1,0\n2,1\n");
        folder.Write("b.csv", "1,0\n2,7\n");
        Refusal.Of(() => CsvImages.Read($"{folder.Path}/a.csv,{folder.Path}/b.csv", 0.2, 0), "b.csv", "label '7' in row 2", "2 training classes");
    }

    [Fact]
    public void A_missing_file_and_a_folder_are_refused()
    {
        Refusal.Of(() => CsvImages.Read(folder.Path + "/none.csv", 0.2, 0), "none.csv", "no such file");
        Refusal.Of(() => CsvImages.Read(folder.Path, 0.2, 0), folder.Path, "a folder");
    }

    private DataSet Read(string text) => CsvImages.Read(folder.Write("data.csv", text), 0.25, 0);

    private static string Rows(int count, Func<int, string> row) => string.Join('\n', Enumerable.Range(0, count).Select(row));

    private static (int Channels, int Height, int Width) Shape(DataSet data) => (data.Train.Channels, data.Train.Height, data.Train.Width);

    private static float[] Values(ImageSet set)
    {
        float[] values = new float[set.Count];

        for (int i = 0; i < set.Count; i++)
        {
            set.Read(i, values.AsSpan(i, 1));
        }

        return values;
    }
}
