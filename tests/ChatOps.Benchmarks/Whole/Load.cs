using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using ChatOps.Benchmarks.Report;

namespace ChatOps.Benchmarks.Whole;

/// <summary>Requests in great number.</summary>
/// <param name="request">Makes the one of this number.</param>
/// <param name="expected">In every good answer: one without counts as failed, since a refusal costs less than what is measured.</param>
internal sealed class Load(HttpClient client, Func<int, HttpRequestMessage> request, string expected)
{
    private readonly byte[] _expected = Encoding.UTF8.GetBytes(expected);
    private readonly ConcurrentQueue<double> _milliseconds = new();
    private int _number = -1;
    private int _failed;
    private string? _refusal;

    /// <summary>
    /// So many a second, whether the answers come or not. A latency counts from the moment at which the request was due, so that
    /// a server which stops for a while does not hide how many it kept waiting.
    /// </summary>
    public async Task<Latencies> AtRateAsync(int perSecond, int count, CancellationToken cancellationToken)
    {
        var (started, sent) = (Stopwatch.GetTimestamp(), new List<Task>(count));
        for (var number = 0; number < count; number++)
        {
            var due = started + (long)((double)number / perSecond * Stopwatch.Frequency);
            if (Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), due) is { Ticks: > 0 } early)
            {
                await Task.Delay(early, TimeProvider.System, cancellationToken);
            }

            sent.Add(SendAsync(due, cancellationToken));
        }

        await Task.WhenAll(sent);
        return Measured(started);
    }

    /// <summary>As many as there are answers, on so many connections.</summary>
    public async Task<Latencies> FlatOutAsync(int connections, TimeSpan duration, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(GoOnAsync, cancellationToken)));
        return Measured(started);

        async Task GoOnAsync()
        {
            while (Stopwatch.GetElapsedTime(started) < duration)
            {
                await SendAsync(Stopwatch.GetTimestamp(), cancellationToken);
            }
        }
    }

    /// <exception cref="InvalidOperationException">Some requests failed, and what follows would wait for them in vain.</exception>
    public void RefuseFailures()
    {
        if (_failed > 0)
        {
            throw new InvalidOperationException($"{_failed} requests failed, such as by: {_refusal}");
        }
    }

    private async Task SendAsync(long due, CancellationToken cancellationToken)
    {
        using var message = request(Interlocked.Increment(ref _number));
        using var response = await client.SendAsync(message, cancellationToken);
        var answer = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        if (response.IsSuccessStatusCode && answer.AsSpan().IndexOf(_expected) >= 0)
        {
            _milliseconds.Enqueue(Stopwatch.GetElapsedTime(due).TotalMilliseconds);
        }
        else
        {
            Interlocked.Increment(ref _failed);
            _refusal = $"{(int)response.StatusCode} {Encoding.UTF8.GetString(answer)}";
        }
    }

    private Latencies Measured(long started) => _milliseconds.IsEmpty
        ? throw new InvalidOperationException($"None of {_number + 1} requests succeeded.")
        : new(_milliseconds, _failed, Stopwatch.GetElapsedTime(started));
}
