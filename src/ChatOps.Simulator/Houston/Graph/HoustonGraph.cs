using System.Text.Encodings.Web;
using System.Text.Json;
using ChatOps.Simulator.Houston.Data;
using GraphQL;
using GraphQL.Execution;
using GraphQL.SystemTextJson;
using GraphQL.Types;

namespace ChatOps.Simulator.Houston.Graph;

/// <summary>Runs GraphQL documents and writes what came of them as the recorded server does.</summary>
internal sealed class HoustonGraph
{
    // As JSON.stringify: nothing is escaped but what must be.
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly IHoustonDialect _dialect;
    private readonly HoustonData _data;
    private readonly DocumentExecuter _executer = new();
    private readonly GraphQLSerializer _serializer = new();
    private readonly Schema _schema;
    private readonly GraphErrorWords _words;

    public HoustonGraph(IHoustonDialect dialect, HoustonData data)
    {
        (_dialect, _data) = (dialect, data);
        _schema = dialect.CreateSchema();
        _words = new(_schema);
    }

    public async Task<GraphAnswer> AnswerAsync(GraphRequest request, string header, CancellationToken cancellationToken)
    {
        var context = ResolveContext.Create(Requester.Of(_dialect.Credential(header), _data));
        var variables = request.Variables is { } given ? _serializer.ReadNode<Inputs>(given) : null;
        var result = await _executer.ExecuteAsync(options =>
        {
            options.Schema = _schema;
            options.Query = request.Query;
            options.OperationName = request.OperationName;
            options.Variables = variables;
            options.UserContext = context;
            options.CancellationToken = cancellationToken;
        });
        var items = _words.Of(result.Errors, request, variables).Select(Item).ToList();
        return result.Executed
            ? new(IsUnderstood: true, Body(result, items), ResolveContext.Cookie(context))
            : new(IsUnderstood: false, JsonSerializer.Serialize(new { errors = items }, Json), Cookie: null);
    }

    private IReadOnlyDictionary<string, object?> Item(WordedError error)
    {
        var item = HoustonErrorItem.Of(error);
        _dialect.Write(error.Source, item);
        return item.Members;
    }

    private static string Body(ExecutionResult result, List<IReadOnlyDictionary<string, object?>> errors)
    {
        var body = new Dictionary<string, object?> { ["data"] = (result.Data as ExecutionNode)?.ToValue() };
        if (errors.Count > 0)
        {
            body["errors"] = errors;
        }

        return JsonSerializer.Serialize(body, Json);
    }
}

/// <summary>One document to run.</summary>
internal sealed record GraphRequest(string Query, string? OperationName, JsonElement? Variables);

/// <param name="IsUnderstood">False where the document never ran: no such field, a variable of the wrong type ....</param>
/// <param name="Cookie">Whole, as a header's value, or null.</param>
internal sealed record GraphAnswer(bool IsUnderstood, string Body, string? Cookie);
