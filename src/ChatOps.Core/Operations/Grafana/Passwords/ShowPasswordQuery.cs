using ChatOps.Access;
using ChatOps.Commands;

namespace ChatOps.Operations.Grafana.Passwords;

/// <summary>Asks to see, once, the password that an operation set.</summary>
public sealed record ShowPasswordQuery(int OperationId) : IQuery
{
    private const string Name = "grafana show-password";

    public static void Register(CommandCatalog commands) => commands
        .Add(
            Name,
            "Shows the password that a reset of yours has set: to you alone, once, within 10 minutes.",
            ([Argument("operation")] int operationId) => new ShowPasswordQuery(operationId))
        .Needs(Role.Operator)
        .Example(For(17));

    public static string For(int operationId) => $"{Name} {operationId}";
}
