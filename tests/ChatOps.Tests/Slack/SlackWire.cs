using System.Collections.Concurrent;
using System.Net;
using System.Text;

namespace ChatOps.Tests.Slack;

/// <summary>What stands at the other end of the wire: keeps each request, and answers from a list, the last one for ever.</summary>
internal sealed class SlackWire : HttpMessageHandler
{
    private readonly Queue<Func<HttpResponseMessage>> _answers = new();
    private readonly ConcurrentQueue<(Uri Address, string Body)> _requests = new();

    /// <summary>What was sent so far, in order.</summary>
    public IReadOnlyList<(Uri Address, string Body)> Requests => [.. _requests];

    public SlackWire Then(Func<HttpResponseMessage> answer)
    {
        _answers.Enqueue(answer);
        return this;
    }

    public SlackWire Then(string json) => Then(HttpStatusCode.OK, json);

    public SlackWire Then(HttpStatusCode status, string body = "", int? retryAfter = null) => Then(() =>
    {
        var response = new HttpResponseMessage(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (retryAfter is { } seconds)
        {
            response.Headers.RetryAfter = new(TimeSpan.FromSeconds(seconds));
        }

        return response;
    });

    public SlackWire ThenFailing(HttpRequestError error) =>
        Then(() => throw new HttpRequestException(error, "the line is dead"));

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        _requests.Enqueue((request.RequestUri ?? throw new InvalidOperationException("A request to nowhere."), body));
        var response = (_answers.Count > 1 ? _answers.Dequeue() : _answers.Peek())();
        response.RequestMessage = request;
        return response;
    }
}
