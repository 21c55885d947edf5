using ChatOps.Commands;

namespace ChatOps.Audit;

/// <summary>Asks for the newest entries of the audit trail.</summary>
public sealed record AuditQuery : IQuery
{
    public static void Register(CommandCatalog commands) => commands
        .Add("audit", "Shows who asked for what and what was done, the newest first.", () => new AuditQuery())
        .Example("audit");
}
