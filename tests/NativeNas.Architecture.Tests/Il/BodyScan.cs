using System.Reflection;
using System.Reflection.Emit;

namespace NativeNas.Architecture.Tests.Il;

/// <summary>What one method does that ILGPU cannot compile; its calls go to the reach.</summary>
public sealed class BodyScan(MethodBase method, Func<MethodBase, MethodBase, Finding?> reach)
{
    private static readonly Dictionary<OpCode, string> refused = new()
    {
        [OpCodes.Newarr] = "creates an array",
        [OpCodes.Ldstr] = "loads a string",
        [OpCodes.Box] = "boxes",
        [OpCodes.Unbox] = "unboxes",
        [OpCodes.Unbox_Any] = "unboxes",
        [OpCodes.Castclass] = "casts a reference",
        [OpCodes.Isinst] = "asks a reference for its type",
        [OpCodes.Throw] = "throws",
        [OpCodes.Rethrow] = "throws",
        [OpCodes.Localloc] = "allocates on the stack",
        [OpCodes.Ldftn] = "makes a delegate",
        [OpCodes.Ldvirtftn] = "makes a delegate",
        [OpCodes.Calli] = "calls through a pointer",
        [OpCodes.Ldtoken] = "asks for a type at run time",
    };

    private readonly Type[]? typeArguments = method.DeclaringType is { IsGenericType: true } type ? type.GetGenericArguments() : null;
    private readonly Type[]? methodArguments = method.IsGenericMethod ? method.GetGenericArguments() : null;

    public IEnumerable<Finding> Findings()
    {
        if (method.GetMethodBody() is not { } body)
        {
            return [new(method, "has no body")];
        }

        List<Finding> findings = [];

        if (body.ExceptionHandlingClauses.Count > 0)
        {
            findings.Add(new(method, "has a try block"));
        }

        findings.AddRange(body.LocalVariables.Select(local => local.LocalType)
            .Concat(method.GetParameters().Select(parameter => parameter.ParameterType))
            .Select(Portable.Refusal)
            .OfType<string>()
            .Select(refusal => new Finding(method, $"holds {refusal}")));
        bool constrained = false;

        foreach (Instruction instruction in Decoder.Read(body.GetILAsByteArray()))
        {
            if (Look(instruction, constrained) is { } finding)
            {
                findings.Add(finding);
            }

            constrained = instruction.Code == OpCodes.Constrained;
        }

        return findings;
    }

    private Finding? Look(Instruction instruction, bool constrained)
    {
        if (refused.TryGetValue(instruction.Code, out string? what))
        {
            return new(method, what);
        }

        if (instruction.Code == OpCodes.Ldsfld || instruction.Code == OpCodes.Ldsflda || instruction.Code == OpCodes.Stsfld)
        {
            FieldInfo field = method.Module.ResolveField(instruction.Token, typeArguments, methodArguments)!;
            return field.IsInitOnly && Portable.Refusal(field.FieldType) is null ? null : new(method, $"touches the static field {field.Name}");
        }

        if (instruction.Code.OperandType != OperandType.InlineMethod)
        {
            return null;
        }

        MethodBase target = method.Module.ResolveMethod(instruction.Token, typeArguments, methodArguments)!;
        return instruction.Code == OpCodes.Newobj && !target.DeclaringType!.IsValueType ? new(method, $"creates a {target.DeclaringType.Name}")
            : instruction.Code == OpCodes.Callvirt && !constrained ? new(method, $"calls {target.DeclaringType!.Name}.{target.Name} through a reference")
            : reach(method, target);
    }
}
