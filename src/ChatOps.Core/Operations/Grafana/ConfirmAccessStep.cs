using ChatOps.Houston;

namespace ChatOps.Operations.Grafana;

/// <summary>Looks whether the person's uuid is in the list of those who may open Grafana: a yes alone proves nothing.</summary>
internal sealed class ConfirmAccessStep(HoustonPerson person, IHouston houston) : IStep
{
    public string Title => $"See {person.ShortName} among those who may open Grafana";

    public StepTarget? Target => null;

    public TimeSpan Limit => TimeSpan.FromMinutes(2);

    public async Task<StepOutcome> RunAsync(CancellationToken cancellationToken)
    {
        var look = await houston.LookForAsync(person, cancellationToken);
        return look.Stop ?? (look.HasIt
            ? StepOutcome.Done()
            : StepOutcome.Fail(Problem.Conflict(
                "Houston said yes, and yet they are not among those who may open Grafana.", "See who is: grafana access list")));
    }
}
