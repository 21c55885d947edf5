using ChatOps.Houston;

namespace ChatOps.Operations.Grafana;

/// <summary>What a look at the list of those who may open Grafana showed.</summary>
/// <param name="HasIt">The person's uuid is in it.</param>
/// <param name="Stop">How the step ends or waits where nothing could be seen; null where something was.</param>
internal sealed record HoustonLook(bool HasIt, StepOutcome? Stop)
{
    /// <summary>Waits for a Houston that is away; any other no is final.</summary>
    public static StepOutcome Stopped(Problem problem) => problem.Kind is ProblemKind.Unavailable
        ? StepOutcome.SitOut($"{problem.Text.TrimEnd('.')}; trying again")
        : StepOutcome.Fail(problem);
}

internal static class HoustonLooks
{
    public static async Task<HoustonLook> LookForAsync(
        this IHouston houston, HoustonPerson person, CancellationToken cancellationToken) =>
        (await houston.ListGrafanaAsync(cancellationToken)).TryGet(out var members, out var problem)
            ? new(members.Any(member => member.Person.Uuid == person.Uuid), Stop: null)
            : new(HasIt: false, HoustonLook.Stopped(problem));
}
