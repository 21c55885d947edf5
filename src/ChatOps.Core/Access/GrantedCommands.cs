using ChatOps.Approvals;
using ChatOps.Chat;
using ChatOps.Commands;
using Microsoft.Extensions.Options;

namespace ChatOps.Access;

/// <summary>The commands that somebody's grants let them run on something.</summary>
public sealed class GrantedCommands(CommandCatalog catalog, Grants grants, IOptions<ApprovalOptions> approvals)
    : ICommandOffer
{
    public async Task<IReadOnlyList<CommandEntry>> ToAsync(
        Actor actor, Conversation conversation, CancellationToken cancellationToken) =>
        To(await grants.HeldByAsync(actor, cancellationToken), conversation);

    public Task<Problem?> WhyNotAsync(
        CommandEntry command, Actor actor, Conversation conversation, CancellationToken cancellationToken) =>
        grants.RefuseAsync(actor, RoleFor(command), new Scope(command.Name, Areas: [], conversation), cancellationToken);

    /// <summary>The commands that this lets somebody run there.</summary>
    public IReadOnlyList<CommandEntry> To(Holding holding, Conversation conversation)
    {
        var here = holding.Grants.Where(grant => grant.CoversChannel(conversation)).ToList();
        return [.. catalog.Commands.Where(command => IsOpen(command, here))];
    }

    private bool IsOpen(CommandEntry command, List<Grant> here)
    {
        if (command.CommandType == typeof(BreakGlassCommand) && !approvals.Value.BreakGlass.Enabled)
        {
            return false;
        }

        var needed = RoleFor(command);
        return needed is Role.None || here.Exists(grant => grant.Role >= needed && IsFor(grant, command));
    }

    private Role RoleFor(CommandEntry command) =>
        command.CommandType == typeof(ApproveCommand) && approvals.Value.IsAnyConfirmedByAsker
            ? Role.Operator
            : command.Role;

    /// <summary>For a decision it is the command that asked which has to be granted, whichever that will be.</summary>
    private static bool IsFor(Grant grant, CommandEntry command) =>
        command.CommandType.IsAssignableTo(typeof(IDecisionCommand)) || grant.CoversCommand(command.Name);
}
