using ChatOps.Commands;
using ChatOps.Houston;
using ChatOps.Houston.People;
using ChatOps.Inventory;
using Microsoft.Extensions.Options;

namespace ChatOps.Operations.Grafana;

/// <summary>Lets somebody open Grafana, by the least right that this Houston has for it.</summary>
public sealed class GrafanaGrantCapability(PeopleFinder people, IHouston houston, IOptions<PlatformOptions> platform)
    : ICapability<GrafanaGrantCommand, GrafanaGrantPlan>
{
    /// <summary>The name its operations are stored under.</summary>
    public const string Name = "grafana access grant";

    public Verb Verb { get; } = new("Grant", "Granting", "Granted");

    public static void Register(CommandCatalog commands) => commands
        .Add(
            Name,
            "Lets somebody open Grafana; in an old Houston that makes them administrator of the platform. Needs another person's approval.",
            ([Argument("email|@person")] PersonReference person) => new GrafanaGrantCommand(person))
        .Example("grafana access grant viraj@astronomer.io");

    public async Task<Result<GrafanaGrantPlan>> PlanAsync(
        GrafanaGrantCommand command, CancellationToken cancellationToken)
    {
        if (!(await people.FindAsync(command.Person, cancellationToken)).TryGet(out var person, out var problem)
            || !(await houston.GrafanaRightAsync(cancellationToken)).TryGet(out var right, out problem)
            || !(await houston.ListGrafanaAsync(cancellationToken)).TryGet(out var members, out problem))
        {
            return problem;
        }

        var hasIt = members.Any(member => member.Person.Uuid == person.Uuid);
        return new GrafanaGrantPlan(person, right, hasIt, platform.Value.PlatformNamespace);
    }

    public IReadOnlyList<IStep> Steps(GrafanaGrantPlan plan) => plan.HasIt
        ? [new ConfirmAccessStep(plan.Person, houston)]
        : [
            new LookFirstStep(plan.Person, houston),
            new GrantAccessStep(plan.Person, plan.Right, houston),
            new ConfirmAccessStep(plan.Person, houston),
        ];
}
