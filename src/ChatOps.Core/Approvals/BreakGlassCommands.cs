using ChatOps.Access;
using ChatOps.Commands;

namespace ChatOps.Approvals;

/// <summary>A command about going on without approval.</summary>
public interface IBreakGlassCommand : IDecisionCommand;

/// <summary>The asker goes on alone, after a countdown that everybody sees.</summary>
/// <param name="Reason">Why it can't wait for somebody else.</param>
public sealed record BreakGlassCommand(int OperationId, string Reason) : IBreakGlassCommand;

/// <summary>Somebody else has looked at what was done without approval.</summary>
/// <param name="Remark">What they found, or null.</param>
public sealed record SignOffCommand(int OperationId, string? Remark) : IBreakGlassCommand;

/// <summary>Their grammar.</summary>
public static class BreakGlassCommands
{
    public static void Register(CommandCatalog commands)
    {
        commands
            .Add(
                "break-glass",
                "Goes on with an operation of yours that nobody is there to approve, after a countdown that all see.",
                (int operation, [Option("TEXT")] string reason) => new BreakGlassCommand(operation, reason))
            .Example("break-glass 17 --reason \"nobody else is awake and the disk is full\"");
        commands
            .Add(
                "sign-off",
                "Closes the review of an operation that was run without approval.",
                (int operation, [Option("TEXT")] string? note) => new SignOffCommand(operation, note))
            .Needs(Role.Approver)
            .Example("sign-off 17 --note \"was right to act\"");
    }
}
