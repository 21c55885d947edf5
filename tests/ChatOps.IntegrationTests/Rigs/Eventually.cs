namespace ChatOps.IntegrationTests.Rigs;

/// <summary>Waits for what will be true soon: looks again and again, until a deadline.</summary>
public static class Eventually
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan DefaultPatience = TimeSpan.FromSeconds(20);

    /// <summary>Looks until what is seen satisfies, and returns it.</summary>
    /// <param name="what">What is waited for, as the failure message says it: "the scheduler is ready".</param>
    /// <param name="look">What there is now. If it throws, that counts as not yet, and is told at the deadline.</param>
    /// <param name="satisfies">Whether that is enough.</param>
    /// <param name="within">20 s unless told.</param>
    /// <exception cref="TimeoutException">The deadline passed; the message says what was seen last.</exception>
    public static async Task<T> SeeAsync<T>(
        string what,
        Func<CancellationToken, Task<T>> look,
        Func<T, bool> satisfies,
        CancellationToken cancellationToken,
        TimeSpan? within = null)
    {
        var patience = within ?? DefaultPatience;
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var (seen, trouble) = await LookAsync(look, cancellationToken);
            if (trouble is null && satisfies(seen!)) // Without trouble, something was seen.
            {
                return seen!;
            }

            if (TimeProvider.System.GetElapsedTime(started) >= patience)
            {
                var last = trouble is null ? $"{seen}" : $"{trouble.GetType().Name}: {trouble.Message}";
                throw new TimeoutException($"Not within {patience.TotalSeconds:0.#} s: {what}. Last seen: {last}", trouble);
            }

            await Task.Delay(Pause, TimeProvider.System, cancellationToken);
        }
    }

    /// <inheritdoc cref="SeeAsync{T}"/>
    public static Task TrueAsync(
        string what,
        Func<CancellationToken, Task<bool>> look,
        CancellationToken cancellationToken,
        TimeSpan? within = null) =>
        SeeAsync(what, look, seen => seen, cancellationToken, within);

    private static async Task<(T? Seen, Exception? Trouble)> LookAsync<T>(
        Func<CancellationToken, Task<T>> look, CancellationToken cancellationToken)
    {
        try
        {
            return (await look(cancellationToken), null);
        }
        catch (Exception trouble) when (!cancellationToken.IsCancellationRequested)
        {
            return (default, trouble);
        }
    }
}
