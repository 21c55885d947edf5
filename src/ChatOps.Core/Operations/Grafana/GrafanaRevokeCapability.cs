using ChatOps.Commands;
using ChatOps.Houston;
using ChatOps.Houston.People;
using ChatOps.Inventory;
using Microsoft.Extensions.Options;

namespace ChatOps.Operations.Grafana;

/// <summary>Closes Grafana for somebody, where this Houston has a call for that.</summary>
public sealed class GrafanaRevokeCapability(PeopleFinder people, IHouston houston, IOptions<PlatformOptions> platform)
    : ICapability<GrafanaRevokeCommand, GrafanaRevokePlan>
{
    /// <summary>The name its operations are stored under.</summary>
    public const string Name = "grafana access revoke";

    /// <summary>Where a person does it whose Houston lets no program do it.</summary>
    public const string ByHand = "An administrator can, in Astronomer's own web page: System Admin, Users, the person, Role.";

    public Verb Verb { get; } = new("Revocation", "Revoking", "Revoked");

    public static Problem NotHere() => Problem.Refused("This Houston's API has no call that takes a system role from a person.", ByHand);

    public static void Register(CommandCatalog commands) => commands
        .Add(
            Name,
            "Closes Grafana for somebody, where Houston can; needs another person's approval.",
            ([Argument("email|@person")] PersonReference person) => new GrafanaRevokeCommand(person))
        .Example("grafana access revoke admin@astronomer.io");

    public async Task<Result<GrafanaRevokePlan>> PlanAsync(
        GrafanaRevokeCommand command, CancellationToken cancellationToken)
    {
        if (!(await houston.GrafanaRightAsync(cancellationToken)).TryGet(out var right, out var problem))
        {
            return problem;
        }

        if (!right.CanBeTakenBack)
        {
            return NotHere();
        }

        if (!(await people.FindAsync(command.Person, cancellationToken)).TryGet(out var person, out problem)
            || !(await houston.ListGrafanaAsync(cancellationToken)).TryGet(out var members, out problem))
        {
            return problem;
        }

        return Refusal(person, members, right) is { } refusal
            ? refusal
            : new GrafanaRevokePlan(person, right, platform.Value.PlatformNamespace);
    }

    public IReadOnlyList<IStep> Steps(GrafanaRevokePlan plan) => [new RevokeAccessStep(plan.Person, plan.Right, houston)];

    private static Problem? Refusal(HoustonPerson person, IReadOnlyList<GrafanaMember> members, GrafanaRight right)
    {
        if (!members.Any(member => member.Person.Uuid == person.Uuid))
        {
            return Problem.Refused($"{person.Email} may not open Grafana as it is.", "See who may: grafana access list");
        }

        return LastOf(person, members, right);
    }

    /// <summary>Why the right stays with the only one who has it; null where others do, or where it is not about the platform.</summary>
    internal static Problem? LastOf(HoustonPerson person, IReadOnlyList<GrafanaMember> members, GrafanaRight right) =>
        right.IsWholePlatform && members.Count > 0 && members.All(member => member.Person.Uuid == person.Uuid)
            ? Problem.Refused(
                $"{person.Email} is the only administrator of the platform: nobody could give rights to anybody then.",
                "Make somebody else administrator first.")
            : null;
}
