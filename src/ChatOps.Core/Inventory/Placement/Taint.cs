namespace ChatOps.Inventory.Placement;

/// <summary>
/// Keeps pods off a node that don't tolerate it
/// (https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/).
/// </summary>
/// <param name="Value">May be empty.</param>
/// <param name="Effect">NoSchedule, NoExecute, or PreferNoSchedule, which forbids nothing.</param>
public sealed record Taint(string Key, string Value, string Effect)
{
    /// <summary>The taint that a cordon brings.</summary>
    public const string UnschedulableKey = "node.kubernetes.io/unschedulable";

    /// <summary>The node says that it is not well, or does not say anything any more: two keys for the same trouble.</summary>
    public bool IsOfNodeAway => Key is "node.kubernetes.io/not-ready" or "node.kubernetes.io/unreachable";

    public bool KeepsPodsOff => Effect is "NoSchedule" or "NoExecute";

    public override string ToString() => Value.Length == 0 ? $"{Key}:{Effect}" : $"{Key}={Value}:{Effect}";
}

/// <param name="Key">Null or empty tolerates any key, with the operator Exists.</param>
/// <param name="Operator">Exists, or Equal, which is meant where nothing is said.</param>
/// <param name="Effect">Null or empty tolerates any effect.</param>
public sealed record Toleration(string? Key, string? Operator, string? Value, string? Effect)
{
    public bool Tolerates(Taint taint) =>
        (string.IsNullOrEmpty(Effect) || Effect == taint.Effect)
        && (string.IsNullOrEmpty(Key) || Key == taint.Key)
        && Operator switch
        {
            "Exists" => true,
            null or "" or "Equal" => (Value ?? "") == taint.Value,
            _ => false,
        };
}
