using System.Globalization;

namespace ChatOps.Inventory;

/// <summary>Amounts of bytes as people write them in manifests.</summary>
public static class KubernetesSize
{
    private static readonly string[] Units = ["", "Ki", "Mi", "Gi", "Ti", "Pi"];

    // https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/; thousandths are for CPU only.
    private static readonly Dictionary<string, decimal> Factors = new(StringComparer.Ordinal)
    {
        [""] = 1,
        ["k"] = 1e3m,
        ["M"] = 1e6m,
        ["G"] = 1e9m,
        ["T"] = 1e12m,
        ["P"] = 1e15m,
        ["Ki"] = 1L << 10,
        ["Mi"] = 1L << 20,
        ["Gi"] = 1L << 30,
        ["Ti"] = 1L << 40,
        ["Pi"] = 1L << 50,
    };

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

    /// <summary>Rounded down to tenths of the largest unit that fits, for amounts that are sums of many: "3.4Gi".</summary>
    public static string ToReadableSize(this long bytes)
    {
        decimal amount = bytes;
        var unit = 0;
        while (Math.Abs(amount) >= 1024 && unit < Units.Length - 1)
        {
            amount /= 1024;
            unit++;
        }

        return $"{decimal.Truncate(amount * 10) / 10:0.#}{Units[unit]}";
    }

    /// <summary>Reads what people and the API server write: "16Gi", "512Mi", "2G", "1073741824".</summary>
    /// <returns>Whole bytes, or null for what is no amount of bytes.</returns>
    public static long? Read(string? text)
    {
        if (text is null)
        {
            return null;
        }

        var digits = text.TakeWhile(letter => char.IsAsciiDigit(letter) || letter == '.').Count();
        var isNumber = decimal.TryParse(
            text[..digits], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number);
        return isNumber && Factors.TryGetValue(text[digits..], out var factor) && number <= long.MaxValue / factor
            ? (long)(number * factor)
            : null;
    }
}
