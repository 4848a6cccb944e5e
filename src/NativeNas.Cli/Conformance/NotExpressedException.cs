namespace NativeNas.Cli.Conformance;

/// <summary>A case asks for something that no operator here computes; the message is the reason that the report gives.</summary>
internal sealed class NotExpressedException(string reason) : Exception(reason);
