namespace NativeNas.Supernets.Spaces;

/// <summary>One question that a search space asks, named by a dotted path such as <c>normal.node3.inputs</c>.</summary>
public abstract record Decision(string Name)
{
    /// <summary>Null when the answer is allowed, otherwise what was expected instead.</summary>
    public abstract string? Objection(Value value);
}
