using System.Buffers;
using System.IO.Pipelines;
using System.Net;
using System.Text;
using System.Threading.Channels;
using ChatOps.Adapters.Cluster;
using ChatOps.Adapters.Cluster.Api;
using k8s;
using Shouldly;

namespace ChatOps.Tests.Cluster;

/// <summary>
/// An API server that answers each request with the next line of a script and remembers what it was asked. When the
/// script has run out it is silent, as a server behind a dead connection is.
/// </summary>
internal sealed class ScriptedApiServer : DelegatingHandler
{
    private readonly Channel<Func<HttpResponseMessage>> _script = Channel.CreateUnbounded<Func<HttpResponseMessage>>();
    private readonly List<string> _requests = [];

    /// <summary>"GET /api/v1/pods?limit=500", in the order they came, each body after it.</summary>
    public IReadOnlyList<string> Requests
    {
        get
        {
            lock (_requests)
            {
                return [.. _requests];
            }
        }
    }

    public ClusterConnection Connection() => new(() => new Kubernetes(
        new KubernetesClientConfiguration { Host = "http://cluster.example" }, this));

    public ApiServer For(TimeProvider time) => new(Connection(), time);

    public Effects Effects(TimeProvider time) => new(For(time), time);

    public void AnswersList(string resourceVersion, params string[] items) => Answers(HttpStatusCode.OK, $$"""
        {"metadata":{"resourceVersion":"{{resourceVersion}}"},"items":[{{string.Join(',', items)}}]}
        """);

    public void AnswersPage(string continueToken, params string[] items) => Answers(HttpStatusCode.OK, $$"""
        {"metadata":{"resourceVersion":"1","continue":"{{continueToken}}"},"items":[{{string.Join(',', items)}}]}
        """);

    public void AnswersStatus(HttpStatusCode code, string message, TimeSpan? retryAfter = null) => Script(() =>
    {
        var response = Json(code, $$"""{"kind":"Status","code":{{(int)code}},"message":"{{message}}"}""");
        response.Headers.RetryAfter = retryAfter is { } delay ? new(delay) : null;
        return response;
    });

    public void Answers(HttpStatusCode code, string body) => Script(() => Json(code, body));

    public void RefusesConnection() => Script(() =>
        throw new HttpRequestException("Connection refused (cluster.example:80)"));

    /// <summary>Accepts a watch; what it sends is up to the test.</summary>
    public ScriptedWatch AnswersWatch()
    {
        var watch = new ScriptedWatch();
        Script(() => new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(watch.Body) });
        return watch;
    }

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? "" : " " + await request.Content.ReadAsStringAsync(cancellationToken);
        lock (_requests)
        {
            _requests.Add($"{request.Method} {request.RequestUri!.PathAndQuery}{body}"); // The client always sets it.
        }

        var answer = await _script.Reader.ReadAsync(cancellationToken);
        return answer();
    }

    private void Script(Func<HttpResponseMessage> answer) => _script.Writer.TryWrite(answer);

    private static HttpResponseMessage Json(HttpStatusCode code, string body) =>
        new(code) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
}

/// <summary>The server's end of a watch.</summary>
internal sealed class ScriptedWatch
{
    private readonly Pipe _pipe = new();

    public Stream Body => _pipe.Reader.AsStream();

    public void Sends(string type, string @object) =>
        Write($$"""{"type":"{{type}}","object":{{@object}} }""" + "\n");

    public void SendsBookmark(string resourceVersion) => Sends("BOOKMARK", $$"""
        {"kind":"Pod","metadata":{"resourceVersion":"{{resourceVersion}}","creationTimestamp":null},"status":{} }
        """.Trim());

    /// <summary>The server ends the watch in good order.</summary>
    public void Ends() => _pipe.Writer.Complete();

    /// <summary>The connection breaks in the middle of a line.</summary>
    public void Breaks()
    {
        Write("""{"type":"ADDED","obj""");
        _pipe.Writer.Complete(new IOException("The connection was reset."));
    }

    private void Write(string text)
    {
        _pipe.Writer.Write(Encoding.UTF8.GetBytes(text));
        _pipe.Writer.FlushAsync().AsTask().IsCompletedSuccessfully.ShouldBeTrue("nobody reads what the test wrote");
    }
}
