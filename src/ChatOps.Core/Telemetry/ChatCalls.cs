using System.Diagnostics.Metrics;
using System.Globalization;

namespace ChatOps.Telemetry;

/// <summary>Counts the calls of chat platforms, those that were throttled (429) among them.</summary>
public sealed class ChatCalls
{
    private readonly Counter<long> _calls;

    public ChatCalls(IMeterFactory meters) => _calls = meters.Create(Meters.Name).CreateCounter<long>(
        "chatops.chat.calls", "{call}", "Calls of a chat platform, each try by itself, by method and status.");

    /// <param name="method">One of few words: addresses hold ids and tokens.</param>
    /// <param name="status">Null when there was no answer.</param>
    public void Count(string platform, string method, int? status) => _calls.Add(
        1,
        new("platform", platform),
        new("method", method),
        new("status", status?.ToString(CultureInfo.InvariantCulture) ?? "none"));
}

/// <summary>Counts every try of a client.</summary>
/// <param name="method">What is called, as one of few words.</param>
public sealed class CountingHandler(ChatCalls calls, string platform, Func<HttpRequestMessage, string> method) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        int? status = null;
        try
        {
            var response = await base.SendAsync(request, cancellationToken);
            status = (int)response.StatusCode;
            return response;
        }
        finally
        {
            calls.Count(platform, method(request), status);
        }
    }
}
