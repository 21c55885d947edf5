using ChatOps.Adapters.Houston.GraphQL;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ChatOps.Adapters.Houston.Dialects;

/// <summary>Finds out which form Houston's API has, once, and keeps it until an answer shows that it has changed.</summary>
internal sealed partial class FormFinder(GraphQLHttpClient client, IOptions<HoustonOptions> options, ILogger<FormFinder> logger)
{
    private volatile IHoustonForm? _kept;

    public async Task<Answer<IHoustonForm>> FindAsync(CancellationToken cancellationToken)
    {
        if (_kept is { } kept)
        {
            return new(Verdict.Answered, kept);
        }

        var asked = await AskAsync(cancellationToken);
        if (asked is not { Verdict: Verdict.Answered, Data: { } form })
        {
            return asked;
        }

        // Of several who asked at once all go on with the first's.
        if (Interlocked.CompareExchange(ref _kept, form, null) is { } first)
        {
            return new(Verdict.Answered, first);
        }

        LogFound(form.GetType().Name, form.Right.Name);
        return asked;
    }

    /// <summary>It did not understand what its form says: it may have been upgraded.</summary>
    /// <returns>False where asking again would find the same.</returns>
    public bool Forget(IHoustonForm form) => Interlocked.CompareExchange(ref _kept, null, form) == form;

    private async Task<Answer<IHoustonForm>> AskAsync(CancellationToken cancellationToken)
    {
        if (options.Value.Dialect is HoustonDialect.Groups)
        {
            return new(Verdict.Answered, new GroupsForm(client));
        }

        var response = await client.SendQueryAsync<HoustonSchema>(HoustonSchema.Question, cancellationToken);
        var isForced = options.Value.Dialect is HoustonDialect.RoleBindings;
        return response switch
        {
            { Verdict: Verdict.Answered, Data: { HasGroups: not null } schema } when isForced || schema.HasGroups is false =>
                new(Verdict.Answered, new RoleBindingsForm(client, schema)),
            { Verdict: Verdict.Answered, Data.HasGroups: true } => new(Verdict.Answered, new GroupsForm(client)),

            // Introspection is switched off in some installations; the settings say enough then.
            { Verdict: Verdict.NotUnderstood or Verdict.Garbled or Verdict.Failed or Verdict.Answered } when isForced =>
                new(Verdict.Answered, new RoleBindingsForm(client, HoustonSchema.Latest)),
            { Verdict: Verdict.Answered } => new(Verdict.NotUnderstood, Data: null),
            _ => new(response.Verdict, Data: null),
        };
    }

    [LoggerMessage(LogLevel.Information, "Houston speaks {Form}; Grafana opens by {Right}")]
    private partial void LogFound(string form, string right);
}
