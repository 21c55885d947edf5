using ChatOps.Houston;

namespace ChatOps.Operations.Grafana;

/// <summary>
/// Takes the right that opens Grafana from a person, and sees that it is gone. Not having it is as good. The last administrator
/// keeps it: others may have lost theirs since the plan, or lose it at this very moment, so it looks before and after.
/// </summary>
internal sealed class RevokeAccessStep(HoustonPerson person, GrafanaRight right, IHouston houston) : IStep
{
    public string Title => $"Take {right.Name} from {person.ShortName}";

    public StepTarget? Target => GrafanaTarget.StepOf(person);

    public TimeSpan Limit => TimeSpan.FromMinutes(2);

    public async Task<StepOutcome> RunAsync(CancellationToken cancellationToken)
    {
        if (!(await houston.ListGrafanaAsync(cancellationToken)).TryGet(out var members, out var problem))
        {
            return HoustonLook.Stopped(problem);
        }

        if (GrafanaRevokeCapability.LastOf(person, members, right) is { } refusal)
        {
            return StepOutcome.Fail(refusal);
        }

        return await houston.RevokeGrafanaAsync(person, cancellationToken) is { } no
            ? HoustonLook.Stopped(no)
            : await LookAfterwardsAsync(cancellationToken);
    }

    private async Task<StepOutcome> LookAfterwardsAsync(CancellationToken cancellationToken)
    {
        if (!(await houston.ListGrafanaAsync(cancellationToken)).TryGet(out var left, out var problem))
        {
            return HoustonLook.Stopped(problem);
        }

        if (left.Any(member => member.Person.Uuid == person.Uuid))
        {
            return StepOutcome.Fail(Problem.Conflict(
                "Houston said yes, and yet they are still among those who may open Grafana.", "See who is: grafana access list"));
        }

        return right.IsWholePlatform && left.Count == 0 ? await GiveBackAsync(cancellationToken) : StepOutcome.Done();
    }

    private async Task<StepOutcome> GiveBackAsync(CancellationToken cancellationToken) =>
        await houston.GrantGrafanaAsync(person, right, cancellationToken) is { } problem
            ? HoustonLook.Stopped(problem)
            : StepOutcome.Fail(Problem.Conflict(
                $"The only other administrator lost the right at the same moment, so {person.ShortName} has it back: nobody could give rights to anybody else.",
                "See who may: grafana access list"));
}
