using Microsoft.Extensions.Options;

namespace ChatOps.Tests.Fakes;

/// <summary>Options that are what the test says and tell nobody of a change.</summary>
internal sealed class FixedOptions<T>(T value) : IOptionsMonitor<T>
{
    public T CurrentValue => value;

    public T Get(string? name) => value;

    public IDisposable? OnChange(Action<T, string?> listener) => null;
}
