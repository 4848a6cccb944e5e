using System.Reflection.Emit;

namespace NativeNas.Architecture.Tests.Il;

/// <summary>One IL instruction; the token is 0 where the code takes none.</summary>
public readonly record struct Instruction(OpCode Code, int Token);
