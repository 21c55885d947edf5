using Microsoft.Extensions.Time.Testing;

namespace ChatOps.Tests.Cluster;

/// <summary>Waits for what happens on other threads.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    public static async Task BecomesTrueAsync(Func<bool> condition, Action? meanwhile = null)
    {
        using var deadline = new CancellationTokenSource(Deadline);
        while (!condition())
        {
            await Task.Delay(Pause, TimeProvider.System, deadline.Token);
            if (!condition())
            {
                meanwhile?.Invoke();
            }
        }
    }

    /// <summary>Lets the fake time go on, a second at a time, until something is so.</summary>
    public static Task BecomesTrueAsync(Func<bool> condition, FakeTimeProvider time) =>
        BecomesTrueAsync(condition, () => time.Advance(TimeSpan.FromSeconds(1)));
}
