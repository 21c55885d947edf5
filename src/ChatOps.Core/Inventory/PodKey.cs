namespace ChatOps.Inventory;

/// <summary>One pod and no successor by the same name.</summary>
public sealed record PodKey(string Namespace, string Name, string Uid)
{
    public static PodKey Of(Pod pod) => new(pod.Namespace, pod.Name, pod.Uid);

    public override string ToString() => Name;
}
