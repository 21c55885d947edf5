using Microsoft.Extensions.Time.Testing;

namespace ChatOps.IntegrationTests.Rigs;

internal static class PassingTime
{
    /// <summary>Lets time pass, 0.1 s at each look, until something is done.</summary>
    public static Task PassUntilAsync(this FakeTimeProvider time, Task done, CancellationToken cancellationToken) => Eventually.TrueAsync(
        "it is done",
        _ =>
        {
            time.Advance(TimeSpan.FromSeconds(0.1));
            return Task.FromResult(done.IsCompleted);
        },
        cancellationToken);
}
