using ChatOps.Houston;

namespace ChatOps.Operations.Grafana;

/// <summary>Takes the right that opens Grafana from a person, and sees that it is gone. Not having it is as good.</summary>
internal sealed class RevokeAccessStep(HoustonPerson person, GrafanaRight right, IHouston houston) : IStep
{
    public string Title => $"Take {right.Name} from {person.ShortName}";

    public StepTarget? Target => GrafanaTarget.StepOf(person);

    public TimeSpan Limit => TimeSpan.FromMinutes(2);

    public async Task<StepOutcome> RunAsync(CancellationToken cancellationToken)
    {
        if (await houston.RevokeGrafanaAsync(person, cancellationToken) is { } problem)
        {
            return HoustonLook.Stopped(problem);
        }

        var look = await houston.LookForAsync(person, cancellationToken);
        return look.Stop ?? (look.HasIt
            ? StepOutcome.Fail(Problem.Conflict(
                "Houston said yes, and yet they are still among those who may open Grafana.", "See who is: grafana access list"))
            : StepOutcome.Done());
    }
}
