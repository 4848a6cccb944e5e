using System.Buffers.Binary;
using System.Reflection;
using System.Reflection.Emit;

namespace NativeNas.Architecture.Tests.Il;

/// <summary>Reads the instructions of a method body, by the table of codes that the runtime ships.</summary>
public static class Decoder
{
    private static readonly Dictionary<ushort, OpCode> codes = typeof(OpCodes)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => (ushort)code.Value);

    public static IReadOnlyList<Instruction> Read(ReadOnlySpan<byte> il)
    {
        List<Instruction> instructions = [];

        for (int at = 0; at < il.Length;)
        {
            ushort value = il[at++];

            if (value == 0xFE)
            {
                value = (ushort)(0xFE00 | il[at++]);
            }

            OpCode code = codes[value];
            int token = code.OperandType is OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineType or OperandType.InlineTok or OperandType.InlineSig or OperandType.InlineString
                ? BinaryPrimitives.ReadInt32LittleEndian(il[at..])
                : 0;
            instructions.Add(new(code, token));
            at += Length(code, il[at..]);
        }

        return instructions;
    }

    /// <summary>Bytes of the operand.</summary>
    private static int Length(OpCode code, ReadOnlySpan<byte> operand) => code.OperandType switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.InlineSwitch => 4 + (4 * BinaryPrimitives.ReadInt32LittleEndian(operand)),
        _ => 4,
    };
}
