namespace ChatOps.Simulator.Store;

/// <summary>The address of an object: at any time at most one object has it.</summary>
/// <param name="Namespace">Null for objects of the whole cluster.</param>
public readonly record struct ObjectKey(ResourceType Type, string? Namespace, string Name)
{
    public override string ToString() => Namespace is null ? $"{Type} {Name}" : $"{Type} {Namespace}/{Name}";
}
