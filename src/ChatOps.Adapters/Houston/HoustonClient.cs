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

    public Task<Problem?> GrantGrafanaAsync(HoustonPerson person, GrafanaRight right, CancellationToken cancellationToken) => ChangeAsync(
        form => form.Right == right ? null : HoustonWords.OtherRight(right, form.Right),
        form => form.GrantAsync(person, cancellationToken),
        cancellationToken);

    public Task<Problem?> RevokeGrafanaAsync(HoustonPerson person, CancellationToken cancellationToken) =>
        ChangeAsync(_ => null, form => form.RevokeAsync(person, cancellationToken), cancellationToken);

    public async Task<Result<IReadOnlyList<HoustonDeployment>>> ListDeploymentsAsync(
        IReadOnlyCollection<string> releases, CancellationToken cancellationToken) =>
        Unwrapped(await AskAsync(form => form.ListDeploymentsAsync(releases, cancellationToken), cancellationToken));

    private Problem Words(Verdict verdict) => HoustonWords.Of(verdict, isPersonsToken: options.Value.Token.Contains('.'));

    private static Result<IReadOnlyList<T>> Unwrapped<T>(Result<Answer<IReadOnlyList<T>>> result) =>
        result.TryGet(out var answer, out var problem) ? Result.Of(answer.Data ?? []) : problem;

    /// <summary>
    /// Asks for a change, once. Who has no answer that can be read does not know whether it was made, and has to look first; who
    /// was not understood may ask for it anew, in the form that Houston turns out to have then.
    /// </summary>
    /// <param name="refuse">Why the form that Houston has now must not be asked; null where it may.</param>
    private async Task<Problem?> ChangeAsync(
        Func<IHoustonForm, Problem?> refuse, Func<IHoustonForm, Task<Answer<bool>>> changeAsync, CancellationToken cancellationToken)
    {
        if (!IsSetUp)
        {
            return HoustonWords.NotSetUp();
        }

        var found = await forms.FindAsync(cancellationToken);
        if (found is not { Verdict: Verdict.Answered, Data: { } form })
        {
            return Words(found.Verdict);
        }

        return refuse(form) is { } refusal ? refusal : Judge(form, (await changeAsync(form)).Verdict);
    }

    private Problem? Judge(IHoustonForm form, Verdict change)
    {
        if (change is Verdict.NotUnderstood)
        {
            forms.Forget(form);
        }

        return change switch
        {
            Verdict.Answered => null,
            Verdict.NoHouston => Words(Verdict.Garbled),
            _ => Words(change),
        };
    }

    /// <summary>Asks in the form that Houston has; once more in the form that it turns out to have now, if it has another.</summary>
    private async Task<Result<Answer<T>>> AskAsync<T>(
        Func<IHoustonForm, Task<Answer<T>>> askAsync, CancellationToken cancellationToken)
    {
        if (!IsSetUp)
        {
            return HoustonWords.NotSetUp();
        }

        var (found, answer) = await TryAsync(askAsync, cancellationToken);
        if (answer.Verdict is Verdict.NotUnderstood or Verdict.Garbled && found is not null && forms.Forget(found))
        {
            (_, answer) = await TryAsync(askAsync, cancellationToken);
        }

        return answer.Verdict switch
        {
            Verdict.Answered => answer,
            Verdict.Garbled => Words(Verdict.NotUnderstood), // asked again it would say the same
            _ => Words(answer.Verdict),
        };
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
