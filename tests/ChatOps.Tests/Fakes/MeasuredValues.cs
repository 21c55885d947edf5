using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;

namespace ChatOps.Tests.Fakes;

/// <summary>What was measured with the meters of one test, as "name tag=value tag=value": 1.</summary>
internal sealed class MeasuredValues : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<string, double> _sums = new();

    /// <param name="meters">Those of each container that a test has.</param>
    public MeasuredValues(params IReadOnlyList<IMeterFactory> meters)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (meters.Contains(instrument.Meter.Scope))
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Take(instrument, value, tags));
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Take(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Take(instrument, value, tags));
        _listener.Start();
    }

    /// <summary>The sum of what was added or recorded, by name and tags; of gauges the last value.</summary>
    public IDictionary<string, double> Sums
    {
        get
        {
            _listener.RecordObservableInstruments();
            return _sums;
        }
    }

    /// <summary>Meters for what is made by hand.</summary>
    public static IMeterFactory NewMeters() =>
        new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>();

    public void Dispose() => _listener.Dispose();

    private void Take(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var key = instrument.Name;
        foreach (var (name, tag) in tags)
        {
            key += $" {name}={tag}";
        }

        _sums.AddOrUpdate(key, value, (_, sum) => instrument.IsObservable ? value : sum + value);
    }
}
