using ChatOps.Inventory.Placement;

namespace ChatOps.Fitting;

/// <summary>Amounts of resources as people say them.</summary>
public static class AmountWords
{
    private const decimal ThousandthsOfCore = 1000;
    private const long Mebibyte = 1 << 20;
    private const long Gibibyte = 1 << 30;

    /// <summary>"CPU", "memory", "local disk" or the resource's own name.</summary>
    public static string NameOf(string resource) => resource switch
    {
        ResourceNames.Cpu => "CPU",
        ResourceNames.EphemeralStorage => "local disk",
        _ => resource,
    };

    /// <summary>Never less than it is: "1.2 CPU", "1.5Gi memory", "2 nvidia.com/gpu".</summary>
    public static string Needed(string resource, long amount) => $"{Value(resource, amount, Math.Ceiling)} {NameOf(resource)}";

    /// <summary>Never more than it is, so that what is said to be free is: "1.8 CPU".</summary>
    public static string Free(string resource, long amount) => $"{FreeValue(resource, amount)} {NameOf(resource)}";

    /// <inheritdoc cref="Free"/>
    /// <returns>The figure alone: "1.8", "3.5Gi".</returns>
    public static string FreeValue(string resource, long amount) => Value(resource, amount, Math.Floor);

    /// <summary>As it is written in a manifest, never more than it is: "1800m", "1843Mi".</summary>
    public static string InManifest(string resource, long amount) => resource switch
    {
        ResourceNames.Cpu => amount % (long)ThousandthsOfCore == 0 ? $"{amount / (long)ThousandthsOfCore}" : $"{amount}m",
        _ when IsBytes(resource) && amount >= Mebibyte => $"{amount / Mebibyte}Mi",
        _ => $"{amount}",
    };

    private static string Value(string resource, long amount, Func<decimal, decimal> round) => resource switch
    {
        ResourceNames.Cpu => Rounded(amount / ThousandthsOfCore, 100, round),
        _ when !IsBytes(resource) || amount == 0 => $"{amount}",
        _ when Math.Abs(amount) >= Gibibyte => $"{Rounded(amount / (decimal)Gibibyte, 10, round)}Gi",
        _ => $"{Rounded(amount / (decimal)Mebibyte, 1, round)}Mi",
    };

    private static string Rounded(decimal value, int parts, Func<decimal, decimal> round) =>
        (round(value * parts) / parts).ToString("0.##");

    private static bool IsBytes(string resource) =>
        resource is ResourceNames.Memory or ResourceNames.EphemeralStorage
        || resource.StartsWith("hugepages-", StringComparison.Ordinal);
}
