using ChatOps.Access;
using ChatOps.Commands;
using DescriptionAttribute = System.ComponentModel.DescriptionAttribute;

namespace ChatOps.Approvals;

/// <summary>A command about an operation that is there already.</summary>
public interface IDecisionCommand : ICommand
{
    int OperationId { get; }
}

/// <param name="Plan">The fingerprint of the plan that was read, or null for the one that stands now.</param>
public sealed record ApproveCommand(int OperationId, string? Plan) : IDecisionCommand;

/// <param name="Reason">Why not, for the asker and the audit trail, or null.</param>
public sealed record DenyCommand(int OperationId, string? Reason) : IDecisionCommand;

/// <summary>Stops an operation between two steps and takes back what can be taken back.</summary>
public sealed record CancelCommand(int OperationId) : IDecisionCommand;

/// <summary>Their grammar.</summary>
public static class DecisionCommands
{
    public static void Register(CommandCatalog commands)
    {
        commands
            .Add(
                "approve",
                "Lets an operation that waits for approval run.",
                (int operation, [Option("FINGERPRINT")] string? plan) => new ApproveCommand(operation, plan))
            .Needs(Role.Approver)
            .Example("approve 17");
        commands
            .Add(
                "deny",
                "Turns down an operation that waits for approval.",
                (int operation, [Option("TEXT"), Description("Why not, for whoever asked; needs no quotes.")] string? reason) => new DenyCommand(operation, reason))
            .Example("deny 17 --reason not during the nightly run");
        commands
            .Add(
                "cancel",
                "Stops an operation between two steps; what can be taken back is.",
                (int operation) => new CancelCommand(operation))
            .Example("cancel 17");
    }
}
