using ChatOps.Adapters.Houston.GraphQL;
using ChatOps.Houston;

namespace ChatOps.Adapters.Houston.Dialects;

/// <summary>One form of Houston's API. It answers by verdicts; the words are the client's.</summary>
internal interface IHoustonForm
{
    GrafanaRight Right { get; }

    /// <returns>Null data for nobody.</returns>
    Task<Answer<HoustonPerson?>> FindPersonAsync(string email, CancellationToken cancellationToken);

    Task<Answer<IReadOnlyList<GrafanaMember>>> ListGrafanaAsync(CancellationToken cancellationToken);

    Task<Answer<bool>> GrantAsync(HoustonPerson person, CancellationToken cancellationToken);

    Task<Answer<bool>> RevokeAsync(HoustonPerson person, CancellationToken cancellationToken);

    Task<Answer<IReadOnlyList<HoustonDeployment>>> ListDeploymentsAsync(
        IReadOnlyCollection<string> releases, CancellationToken cancellationToken);
}

/// <param name="Data">Of meaning only where the verdict is <see cref="Verdict.Answered"/>.</param>
internal readonly record struct Answer<T>(Verdict Verdict, T? Data)
{
    /// <summary>What was answered, read further; or the same verdict.</summary>
    public static Answer<T> Of<TData>(GraphQLResponse<TData> response, Func<TData, T?> read)
        where TData : class =>
        response is { Verdict: Verdict.Answered, Data: { } data } ? new(Verdict.Answered, read(data)) : new(NoAnswer(response.Verdict), default);

    private static Verdict NoAnswer(Verdict verdict) => verdict is Verdict.Answered ? Verdict.Failed : verdict;
}
