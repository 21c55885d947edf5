using System.Text.Json;

namespace ChatOps.Adapters.Houston.GraphQL;

/// <summary>Reads an answer by its body: the status says little, and the words of an error nothing.</summary>
internal static class GraphQLReader
{
    private const int ServerError = 500;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static GraphQLResponse<JsonElement?> Read(int status, ReadOnlySpan<byte> body)
    {
        if (Parse(body) is not { ValueKind: JsonValueKind.Object } answer)
        {
            return Nothing(status >= ServerError ? Verdict.Stumbled : Verdict.NoHouston);
        }

        var errors = Errors(answer);
        var hasData = answer.TryGetProperty("data", out var data);
        if (data.ValueKind is JsonValueKind.Object && (IsWhole(data) || errors.Count == 0))
        {
            return new(Verdict.Answered, data, errors);
        }

        // Only what never began to be carried out has no data at all (spec.graphql.org: 7.1, Response Format).
        return errors.Count == 0
            ? Nothing(Verdict.NoHouston)
            : new(Of(errors, hasData ? Verdict.Failed : Verdict.NotUnderstood), Data: null, errors);
    }

    /// <summary>The same with the data as a type; data of another shape is no answer.</summary>
    public static GraphQLResponse<T> As<T>(this GraphQLResponse<JsonElement?> response)
        where T : class
    {
        try
        {
            return new(response.Verdict, response.Data?.Deserialize<T>(Json), response.Errors);
        }
        catch (JsonException)
        {
            return new(Verdict.Garbled, Data: null, response.Errors);
        }
    }

    /// <summary>Something of what was asked for is there; deeper nulls are for whoever reads it.</summary>
    private static bool IsWhole(JsonElement data) =>
        data.EnumerateObject().Any(field => field.Value.ValueKind is not JsonValueKind.Null);

    private static Verdict Of(IReadOnlyList<GraphQLError> errors, Verdict otherwise) => errors switch
    {
        _ when errors.Any(error => error.IsAboutToken) => Verdict.TokenRefused,
        _ when errors.Any(error => error.IsAboutRight) => Verdict.RightMissing,
        _ => otherwise,
    };

    private static IReadOnlyList<GraphQLError> Errors(JsonElement answer)
    {
        if (!answer.TryGetProperty("errors", out var errors) || errors.ValueKind is not JsonValueKind.Array)
        {
            return [];
        }

        return [.. errors.EnumerateArray().Select(Error)];
    }

    /// <summary>An item of a form that nobody has seen is an error all the same.</summary>
    private static GraphQLError Error(JsonElement item)
    {
        try
        {
            return item.Deserialize<GraphQLError>(Json) ?? Unknown();
        }
        catch (JsonException)
        {
            return Unknown();
        }
    }

    private static GraphQLError Unknown() => new(Message: null, Path: null, Type: null, Name: null, Data: null, Extensions: null);

    private static JsonElement? Parse(ReadOnlySpan<byte> body)
    {
        try
        {
            var reader = new Utf8JsonReader(body);
            var element = JsonElement.ParseValue(ref reader);
            return reader.Read() ? null : element;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static GraphQLResponse<JsonElement?> Nothing(Verdict verdict) => new(verdict, Data: null, Errors: []);
}
