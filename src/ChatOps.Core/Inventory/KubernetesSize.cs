namespace ChatOps.Inventory;

/// <summary>Amounts of bytes as people write them in manifests.</summary>
public static class KubernetesSize
{
    /// <summary>In the largest unit that leaves a whole number: "100Gi", "1536Mi".</summary>
    public static string ToKubernetesSize(this long bytes) => new Quantity(bytes, IsBinary: true).ToString();
}
