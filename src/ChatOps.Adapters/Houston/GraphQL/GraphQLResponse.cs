using System.Text.Json;

namespace ChatOps.Adapters.Houston.GraphQL;

/// <summary>An answer, of any form that was recorded.</summary>
/// <param name="Data">Null where nothing usable came, in which case <see cref="Verdict"/> says why.</param>
/// <param name="Errors">As the server listed them; empty for none.</param>
internal sealed record GraphQLResponse<T>(Verdict Verdict, T? Data, IReadOnlyList<GraphQLError> Errors);

/// <summary>An item of "errors". Its message is for logs: no two versions of Houston say the same.</summary>
/// <param name="Type">The recorded server's own kind of error, under either of the two names it had; null in later versions.</param>
/// <param name="Data">What the recorded server adds to a refusal.</param>
internal sealed record GraphQLError(
    string? Message, IReadOnlyList<JsonElement>? Path, string? Type, string? Name, JsonElement? Data, GraphQLErrorExtensions? Extensions)
{
    private const string AuthError = "AuthError";
    private const string AuthExpiredError = "AuthExpiredError";

    /// <summary>Houston does not know who asks: no token, a wrong one, or one that is over.</summary>
    public bool IsAboutToken => Extensions?.Code switch
    {
        "UNAUTHENTICATED" => true,
        not null => false,
        _ => (Type ?? Name) is AuthExpiredError || (IsAuthError && !IsAboutRight),
    };

    /// <summary>Houston knows who asks, and they may not: a refusal whose data names no guard.</summary>
    public bool IsAboutRight => Extensions?.Code is "FORBIDDEN"
        || (IsAuthError && Data is { ValueKind: JsonValueKind.Object } data && !data.TryGetProperty("guard", out _));

    private bool IsAuthError => (Type ?? Name) is AuthError;
}

internal sealed record GraphQLErrorExtensions(string? Code);

/// <summary>What kind of answer it was, judged by errors and nulls: a failure is mostly HTTP 200.</summary>
internal enum Verdict
{
    /// <summary>There is data to read; where single items are null, that is an answer too.</summary>
    Answered,

    /// <summary>The token is wrong or over; of 2018, also a person's token while the database is away.</summary>
    TokenRefused,

    /// <summary>The token is good and may not do this.</summary>
    RightMissing,

    /// <summary>Houston tried and failed: an unknown uuid, a row that exists already, a bug.</summary>
    Failed,

    /// <summary>Its schema has no such field, argument or type: it did nothing.</summary>
    NotUnderstood,

    /// <summary>GraphQL of another shape than was asked for: what was done, if anything, nobody knows.</summary>
    Garbled,

    /// <summary>No GraphQL, and it says that the fault is its own: mostly its database is away.</summary>
    Stumbled,

    /// <summary>No GraphQL: another server, or another path.</summary>
    NoHouston,

    /// <summary>Nothing came, or not in time, or too much of it.</summary>
    Unreachable,
}
