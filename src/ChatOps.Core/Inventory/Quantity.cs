using System.Globalization;

namespace ChatOps.Inventory;

/// <summary>
/// An exact amount in Kubernetes' notation, as quotas count: "250m", "10", "1.5Gi", "2e3"
/// (https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/).
/// </summary>
/// <param name="Value">In cores, bytes or pieces.</param>
/// <param name="IsBinary">It was written in powers of 1024, and is written so again.</param>
public readonly record struct Quantity(decimal Value, bool IsBinary = false)
{
    private const decimal Binary = 1024;
    private const decimal Thousand = 1000;

    private static readonly string[] BinaryUnits = ["", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"];
    private static readonly string[] DecimalUnits = ["n", "u", "m", "", "k", "M", "G", "T", "P", "E"];

    public static Quantity Zero { get; } = new(0);

    /// <returns>Null for what is no amount, and for one beyond 2^63, which the API server can't count either.</returns>
    public static Quantity? Read(string? text)
    {
        if (text is null)
        {
            return null;
        }

        var end = text.LastIndexOfAny(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '.']) + 1;
        var suffix = text[end..];
        var isNumber = decimal.TryParse(
            text[..end],
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent,
            CultureInfo.InvariantCulture,
            out var number);
        return isNumber && Factor(suffix) is { } factor && Math.Abs(number) <= long.MaxValue / factor
            ? new(number * factor, suffix.EndsWith('i'))
            : null;
    }

    public static Quantity operator +(Quantity one, Quantity two) => one with { Value = one.Value + two.Value };

    public static Quantity operator -(Quantity one, Quantity two) => one with { Value = one.Value - two.Value };

    public static Quantity operator *(Quantity one, int times) => one with { Value = one.Value * times };

    /// <summary>As the API server writes it: the largest unit that leaves a whole number, "1536Mi", "3600m".</summary>
    public override string ToString() => IsBinary && Math.Abs(Value) >= Binary
        ? Written(Value, Binary, BinaryUnits)
        : Written(Math.Ceiling(Value * 1e9m), Thousand, DecimalUnits);

    private static decimal? Factor(string suffix)
    {
        if (suffix.EndsWith('i'))
        {
            return Array.IndexOf(BinaryUnits, suffix) is > 0 and var power ? Power(Binary, power) : null;
        }

        return Array.IndexOf(DecimalUnits, suffix) is >= 0 and var step ? Power(Thousand, step) / 1e9m : null;
    }

    private static string Written(decimal amount, decimal factor, string[] units)
    {
        if (amount == 0)
        {
            return "0";
        }

        var unit = 0;
        while (unit < units.Length - 1 && amount % factor == 0)
        {
            amount /= factor;
            unit++;
        }

        return string.Create(CultureInfo.InvariantCulture, $"{amount:0.#########}{units[unit]}");
    }

    private static decimal Power(decimal factor, int power) => Enumerable.Repeat(factor, power).Aggregate(1m, (product, each) => product * each);
}
