using ChatOps.Commands;

namespace ChatOps.Operations.Retrying;

/// <summary>Asks anew for what an operation wanted that ended without it.</summary>
public sealed record RetryCommand(int OperationId) : ICommand
{
    public static void Register(CommandCatalog commands) => commands
        .Add(
            "retry",
            "Asks anew for what a failed, cancelled, denied or expired operation wanted, as a new operation of yours.",
            (int operation) => new RetryCommand(operation))
        .Example("retry 17");
}
