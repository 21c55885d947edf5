using ChatOps.Access;

namespace ChatOps.Doctor;

/// <summary>Somebody may do something, and what asks for two people has a second one.</summary>
public sealed class AccessCheckup(AccessSettings settings) : ICheckup
{
    public string Subject => "access";

    public Task<IReadOnlyList<Finding>> LookAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Finding>>([Look(settings.Current)]);

    private Finding Look(AccessOptions access)
    {
        if (settings.Mistake is { } mistake)
        {
            return Finding.Doubtful(Subject, $"What was before stays in force: {mistake}", "Mend the section Access; saving it is enough.");
        }

        if (access.Grants.Count == 0)
        {
            return Finding.Bad(Subject, "Nobody may do anything.", "Grant roles in Access:Grants.");
        }

        return access.Grants.Any(grant => grant.Role >= Role.Approver)
            ? Finding.Good(Subject, $"{Words.Count(access.Grants.Count, "grant")}, approvers among them.")
            : Finding.Doubtful(Subject, "Nobody may approve, so nothing that loses something can be done.", "Grant somebody Approver in Access:Grants.");
    }
}
