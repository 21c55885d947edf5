using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace ChatOps.IntegrationTests.Rigs;

/// <summary>What one counter of one bot counted: the value of its first tag, each time.</summary>
internal sealed class Counter : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentQueue<string> _counted = new();

    public Counter(IMeterFactory meters, string name)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name == name && instrument.Meter.Scope == meters)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((_, _, tags, _) => _counted.Enqueue($"{tags[0].Value}"));
        _listener.Start();
    }

    public IReadOnlyList<string> Counted => [.. _counted];

    public void Dispose() => _listener.Dispose();
}
