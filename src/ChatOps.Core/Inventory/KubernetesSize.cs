namespace ChatOps.Inventory;

/// <summary>Amounts of bytes as people write them in manifests.</summary>
public static class KubernetesSize
{
    private static readonly string[] Units = ["", "Ki", "Mi", "Gi", "Ti", "Pi"];

    /// <summary>In the largest unit that leaves a whole number: "100Gi", "1536Mi".</summary>
    public static string ToKubernetesSize(this long bytes)
    {
        var unit = 0;
        while (bytes != 0 && bytes % 1024 == 0 && unit < Units.Length - 1)
        {
            bytes /= 1024;
            unit++;
        }

        return $"{bytes}{Units[unit]}";
    }
}
