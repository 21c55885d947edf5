using System.ComponentModel;
using ChatOps.Commands;

namespace ChatOps.Audit.Searching;

/// <summary>Asks for entries of the audit trail, a page at a time.</summary>
/// <param name="Page">1 for the newest.</param>
public sealed record AuditQuery(
    string? Person, int? Operation, string? Deployment, Moment? Since, Moment? Until, int? Page) : IQuery
{
    public static void Register(CommandCatalog commands)
    {
        commands.Values.Add<Moment>(Moment.Accepts, Moment.TryRead);
        commands
            .Add(
                "audit",
                "Shows who asked for what and what was done, the newest first.",
                (
                    [Option("NAME"), Description("A part of a name, or an id.")] string? person,
                    [Option("NUMBER")] int? operation,
                    [Option("NAME"), Description("Whatever names it; the beginning of a name will do.")] string? deployment,
                    [Option("TIME"), Description("Such as 2h (ago), 2026-11-23 or 2026-11-23T06:20, UTC.")] Moment? since,
                    [Option("TIME"), Description("The same; a day is included.")] Moment? until,
                    [Option("NUMBER")] int? page) => new AuditQuery(person, operation, deployment, since, until, page))
            .Example("audit --person alice --since 2h")
            .Example("audit --deployment zodiac-cosmo-1172 --since 2026-11-22 --until 2026-11-23")
            .Example("audit --operation 17");
    }
}
