using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Polly.Timeout;

namespace ChatOps.Adapters.Houston.GraphQL;

/// <summary>
/// GraphQL over HTTP with the names of the package GraphQL.Client, which can take its place (docs/decisions/0011-houston-judged-by-nulls.md). Never throws
/// for what Houston does or does not answer: the verdict says it.
/// </summary>
internal sealed partial class GraphQLHttpClient(HttpClient http, IOptions<HoustonOptions> options, ILogger<GraphQLHttpClient> logger)
{
    /// <summary>Marks a request that may be sent again: it only reads.</summary>
    public static readonly HttpRequestOptionsKey<bool> Repeatable = new("graphql.repeatable");

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public Task<GraphQLResponse<T>> SendQueryAsync<T>(GraphQLRequest request, CancellationToken cancellationToken)
        where T : class => SendAsync<T>(request, isRepeatable: true, cancellationToken);

    /// <summary>Sent once: whether an answer that did not come would have been a yes, only a look can tell.</summary>
    public Task<GraphQLResponse<T>> SendMutationAsync<T>(GraphQLRequest request, CancellationToken cancellationToken)
        where T : class => SendAsync<T>(request, isRepeatable: false, cancellationToken);

    private async Task<GraphQLResponse<T>> SendAsync<T>(
        GraphQLRequest request, bool isRepeatable, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            using var message = Message(request, isRepeatable);
            using var response = await http.SendAsync(message, cancellationToken);
            var body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
            var answer = GraphQLReader.Read((int)response.StatusCode, body);
            if (answer.Verdict is not Verdict.Answered)
            {
                LogRefused(
                    request.MayBeRefused ? LogLevel.Debug : LogLevel.Warning,
                    request.OperationName,
                    answer.Verdict,
                    (int)response.StatusCode,
                    answer.Errors.Count);
            }

            return answer.As<T>();
        }
        catch (Exception away) when (IsAway(away) && !cancellationToken.IsCancellationRequested)
        {
            LogUnreachable(request.OperationName, away.Message);
            return new(Verdict.Unreachable, Data: null, Errors: []);
        }
    }

    private HttpRequestMessage Message(GraphQLRequest request, bool isRepeatable)
    {
        var message = new HttpRequestMessage(HttpMethod.Post, options.Value.Endpoint)
        {
            Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(request, Json))
            {
                Headers = { ContentType = new MediaTypeHeaderValue("application/json") },
            },
        };

        // The bare token: with "Bearer" before it Houston of 2018 refuses it.
        message.Headers.TryAddWithoutValidation("Authorization", options.Value.Token);
        message.Options.Set(Repeatable, isRepeatable);
        return message;
    }

    private static bool IsAway(Exception exception) =>
        exception is HttpRequestException or TimeoutRejectedException or TaskCanceledException or IOException;

    [LoggerMessage("Houston's answer to {Operation} was no: {Verdict}, HTTP {Status}, {Errors} errors")]
    private partial void LogRefused(LogLevel level, string? operation, Verdict verdict, int status, int errors);

    [LoggerMessage(LogLevel.Warning, "Houston did not answer {Operation}: {Reason}")]
    private partial void LogUnreachable(string? operation, string reason);
}
