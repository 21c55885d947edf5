using ChatOps.Access;
using ChatOps.Host.WebConsole;

namespace ChatOps.Host.Simulation;

/// <summary>
/// Who may what when nobody said so and the cluster is a simulated one: enough to try everything, since nothing real can
/// come to harm. The console's people have the role they are named after, in a terminal too.
/// </summary>
internal static class SimulatedAccess
{
    public static void GrantToAllUnlessTold(AccessOptions access)
    {
        if (access.Grants.Count == 0)
        {
            access.Grants =
            [
                new Grant { Role = Role.Operator, To = "slack:*" },
                new Grant { Role = Role.Operator, To = "teams:*" },
                new Grant { Role = Role.Viewer, To = "console:viewer" },
                new Grant { Role = Role.Operator, To = "console:operator" },
                new Grant { Role = Role.Approver, To = "console:approver" },
                new Grant { Role = Role.Admin, To = "console:admin" },
            ];
        }

        if (access.People.Count == 0)
        {
            access.People = [.. Persona.All.Select(persona => new Person { Name = persona.Name, Console = [persona.Id], Terminal = [persona.Id] })];
        }
    }
}
