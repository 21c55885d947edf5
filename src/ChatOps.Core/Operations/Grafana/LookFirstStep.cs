using ChatOps.Houston;

namespace ChatOps.Operations.Grafana;

/// <summary>
/// Looks whether they have it before anything is given: since the plan was made hours may have passed. It stands on record by
/// itself, so that whatever is found later is known to have been given by this operation, and only that is ever taken back.
/// </summary>
internal sealed class LookFirstStep(HoustonPerson person, IHouston houston) : IStep
{
    public string Title => $"See that {person.ShortName} does not have it yet";

    public StepTarget? Target => null;

    public TimeSpan Limit => TimeSpan.FromMinutes(2);

    public async Task<StepOutcome> RunAsync(CancellationToken cancellationToken)
    {
        var look = await houston.LookForAsync(person, cancellationToken);
        return look.Stop ?? (look.HasIt ? StepOutcome.Enough("they have it already, given by somebody else") : StepOutcome.Done());
    }
}
