namespace NativeNas.Data.Tests;

/// <summary>Asserts that reading ends in a <see cref="DataException"/> of one line that names the file and says what it must.</summary>
internal static class Refusal
{
    public static void Of(Func<object> read, string file, params string[] parts)
    {
        DataException e = Assert.Throws<DataException>(read);
        Assert.DoesNotContain('\n', e.Message);
        Assert.Contains(file, e.Message);
        Assert.Contains("expected", e.Message);

        foreach (string part in parts)
        {
            Assert.Contains(part, e.Message);
        }
    }
}
