using ChatOps.Adapters.Houston.Dialects;
using ChatOps.Adapters.Houston.GraphQL;
using ChatOps.Houston;
using Microsoft.Extensions.Options;

namespace ChatOps.Adapters.Houston;

/// <summary>Houston over HTTP, in whichever form it is.</summary>
internal sealed class HoustonClient(FormFinder forms, IOptions<HoustonOptions> options) : IHouston
{
    public bool IsSetUp => options.Value.Endpoint is not null;

    public async Task<Result<GrafanaRight>> GrafanaRightAsync(CancellationToken cancellationToken)
    {
        if (!IsSetUp)
        {
            return HoustonWords.NotSetUp();
        }

        var form = await forms.FindAsync(cancellationToken);
        return form is { Verdict: Verdict.Answered, Data: { } found } ? found.Right : Words(form.Verdict);
    }

    public async Task<Result<HoustonPerson>> FindPersonAsync(string email, CancellationToken cancellationToken)
    {
        // Phones begin with a capital; Houston of 2018 takes an address to the letter.
        foreach (var spelling in new[] { email, email.ToLowerInvariant() }.Distinct(StringComparer.Ordinal))
        {
            var answer = await AskAsync(form => form.FindPersonAsync(spelling, cancellationToken), cancellationToken);
            if (!answer.TryGet(out var found, out var problem))
            {
                return problem;
            }

            if (found.Data is { } person)
            {
                return person;
            }
        }

        return HoustonWords.NotSignedUp(email);
    }

    public async Task<Result<IReadOnlyList<GrafanaMember>>> ListGrafanaAsync(CancellationToken cancellationToken) =>
        Unwrapped(await AskAsync(form => form.ListGrafanaAsync(cancellationToken), cancellationToken));

    public async Task<Problem?> GrantGrafanaAsync(HoustonPerson person, GrafanaRight right, CancellationToken cancellationToken)
    {
        Problem? other = null;
        var answer = await AskAsync(
            form =>
            {
                other = form.Right == right ? null : HoustonWords.OtherRight(right, form.Right);
                return other is null ? form.GrantAsync(person, cancellationToken) : Task.FromResult(new Answer<bool>(Verdict.Answered, Data: false));
            },
            cancellationToken);
        return other ?? answer.Problem;
    }

    public async Task<Problem?> RevokeGrafanaAsync(HoustonPerson person, CancellationToken cancellationToken) =>
        (await AskAsync(form => form.RevokeAsync(person, cancellationToken), cancellationToken)).Problem;

    public async Task<Result<IReadOnlyList<HoustonDeployment>>> ListDeploymentsAsync(
        IReadOnlyCollection<string> releases, CancellationToken cancellationToken) =>
        Unwrapped(await AskAsync(form => form.ListDeploymentsAsync(releases, cancellationToken), cancellationToken));

    private Problem Words(Verdict verdict) => HoustonWords.Of(verdict, isPersonsToken: options.Value.Token.Contains('.'));

    private static Result<IReadOnlyList<T>> Unwrapped<T>(Result<Answer<IReadOnlyList<T>>> result) =>
        result.TryGet(out var answer, out var problem) ? Result.Of(answer.Data ?? []) : problem;

    /// <summary>
    /// Asks in the form that Houston has. Not being understood changes nothing at the other end, so that a change, too, may be
    /// asked for once more in the form that it turns out to have now.
    /// </summary>
    private async Task<Result<Answer<T>>> AskAsync<T>(
        Func<IHoustonForm, Task<Answer<T>>> askAsync, CancellationToken cancellationToken)
    {
        if (!IsSetUp)
        {
            return HoustonWords.NotSetUp();
        }

        var (found, answer) = await TryAsync(askAsync, cancellationToken);
        if (answer.Verdict is Verdict.NotUnderstood && found is not null && forms.Forget(found))
        {
            (_, answer) = await TryAsync(askAsync, cancellationToken);
        }

        return answer.Verdict is Verdict.Answered ? answer : Words(answer.Verdict);
    }

    private async Task<(IHoustonForm? Form, Answer<T> Answer)> TryAsync<T>(
        Func<IHoustonForm, Task<Answer<T>>> askAsync, CancellationToken cancellationToken)
    {
        var form = await forms.FindAsync(cancellationToken);
        return form is { Verdict: Verdict.Answered, Data: { } found }
            ? (found, await askAsync(found))
            : (null, new Answer<T>(form.Verdict, default));
    }
}
