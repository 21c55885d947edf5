namespace ChatOps.Queries;

/// <summary>How much of something is taken, at one look: "####.... 52%".</summary>
internal static class Bar
{
    private const int Width = 8;

    /// <param name="used">May be more than there is: the bar is full then, the figure tells.</param>
    /// <returns>Empty where there is nothing to take.</returns>
    public static string Of(double used, double all)
    {
        return all <= 0 ? "" : $"{Marks(used, all)} {Percent(used, all)}";
    }

    /// <summary>The bar alone: it stays the same while what is used changes a little.</summary>
    /// <inheritdoc cref="Of"/>
    public static string Marks(double used, double all)
    {
        if (all <= 0)
        {
            return "";
        }

        var filled = (int)Math.Clamp(Math.Round(used / all * Width), used > 0 ? 1 : 0, Width);
        return $"{new string('#', filled)}{new string('.', Width - filled)}";
    }

    /// <summary>Whole percent, rounded down as kubectl does: what is not quite full does not say 100.</summary>
    public static string Percent(double used, double all) => all <= 0 ? "" : $"{(long)(used / all * 100)}%";
}
