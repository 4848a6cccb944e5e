using System.Globalization;
using System.Text;
using NativeNas.Data.Files;

namespace NativeNas.Data.Csv;

/// <summary>Rows of numbers with a label in the last column. A first row whose numbers do not parse is a header.</summary>
internal sealed record CsvTable(string Path, int Columns, List<float> Values, List<string> Labels)
{
    /// <exception cref="DataException">A row has another length than the first, a value is no finite number, or there are no rows.</exception>
    public static CsvTable Read(string path)
    {
        string[] lines = Encoding.UTF8.GetString(DataFile.ReadAll(path)).TrimStart('\uFEFF').Split('\n');
        List<float> values = [];
        List<string> labels = [];
        int columns = 0;

        for (int i = 0; i < lines.Length; i++)
        {
            if (string.IsNullOrWhiteSpace(lines[i]))
            {
                continue;
            }

            string[] cells = [.. lines[i].Split(',').Select(static cell => cell.Trim().Trim('"'))];

            if (columns == 0)
            {
                columns = cells.Length - 1;

                if (columns > 0 && IsHeader(cells))
                {
                    continue;
                }
            }

            if (columns == 0 || cells.Length - 1 != columns)
            {
                throw new DataException($"{path}: found {cells.Length} columns in line {i + 1}; expected {(columns == 0 ? "numbers and a label" : columns + 1)}.");
            }

            AddRow(path, i + 1, cells, values);
            labels.Add(Label(path, i + 1, cells[^1]));
        }

        return labels.Count > 0
            ? new(path, columns, values, labels)
            : throw new DataException($"{path}: found no rows; expected numbers with a class label in the last column.");
    }

    private static bool IsHeader(string[] cells) => !cells[..^1].Any(cell => TryParse(cell, out _));

    private static void AddRow(string path, int line, string[] cells, List<float> values)
    {
        for (int c = 0; c < cells.Length - 1; c++)
        {
            if (!TryParse(cells[c], out float value) || !float.IsFinite(value))
            {
                throw new DataException($"{path}: found '{cells[c]}' in line {line}, column {c + 1}; expected a finite number.");
            }

            values.Add(value);
        }
    }

    /// <summary>A whole number in its shortest form, or a name.</summary>
    private static string Label(string path, int line, string cell)
    {
        if (!TryParse(cell, out float number))
        {
            return cell.Length > 0 ? cell : throw new DataException($"{path}: found an empty label in line {line}; expected a class.");
        }

        return number == MathF.Floor(number) && MathF.Abs(number) < 1 << 24
            ? ((int)number).ToString(CultureInfo.InvariantCulture)
            : throw new DataException($"{path}: found label '{cell}' in line {line}; expected a whole number or a name.");
    }

    private static bool TryParse(string cell, out float value) =>
        float.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out value);
}
