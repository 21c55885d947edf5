using System.Collections.Immutable;
using ChatOps.Chat;
using ChatOps.Commands;

namespace ChatOps.Access.WhoAmI;

/// <summary>Who somebody is to the bot, which grants make it so, and what they may therefore say.</summary>
/// <param name="person">The person behind the account, or null for somebody the settings don't name.</param>
/// <param name="commands">What they may run where they asked.</param>
internal sealed class WhoAmIAnswer(
    Actor actor, Person? person, Holding holding, IReadOnlyList<CommandEntry> commands)
{
    public Message Render()
    {
        var message = WithPerson(Message.Titled($"You are {actor.Name}, {Roles()}"));
        message = holding.Grants.Count == 0
            ? message.Text("Roles are granted in Access:Grants; show this to whoever keeps the bot's settings.")
            : message.Table(Grants());
        message = holding.Untold.Aggregate(message, (shown, grant) => shown.Warning(
            $"Nobody can say now who is one of {grant.To}, so its {Refusal.Name(grant.Role)} is not counted."));
        var names = commands.OrderByDescending(command => command.IsQuery).Select(command => command.Name);
        return message.Text($"You may say here: {string.Join(", ", names)}");
    }

    private Message WithPerson(Message message) => person switch
    {
        null => message.Field("Account", $"{actor.Key}; the settings name nobody with it (Access:People)"),
        { Email: null } => Accounts(message, person),
        { Email: { } address } => Accounts(message, person).Field("E-mail", Masked(address)),
    };

    /// <summary>Enough to tell which grants it meets: said by a mention, the answer is read by a whole channel.</summary>
    private static string Masked(string address) => address.Split('@') is [{ Length: > 0 } name, var domain]
        ? $"{name[0]}…@{domain}"
        : "set in Access:People";

    private static Message Accounts(Message message, Person person) =>
        message.Field("Accounts", string.Join('\n', person.Accounts.Select(account => account.Key)));

    /// <summary>"an operator", or "an approver for some"; the table says for what.</summary>
    private string Roles()
    {
        if (holding.Grants.Count == 0)
        {
            return "who has no role yet";
        }

        var highest = holding.Grants.OrderByDescending(grant => grant.Role).ThenBy(grant => grant.IsLimited).First();
        var article = highest.Role is Role.Viewer ? "a" : "an";
        return $"{article} {Refusal.Name(highest.Role)}{(highest.IsLimited ? " for some" : "")}";
    }

    private TablePart Grants() => new(
        Caption: null, ["ROLE", "FOR", "GRANTED TO"], [.. holding.Grants.OrderByDescending(grant => grant.Role).Select(Row)]);

    private static ImmutableList<string> Row(Grant grant) => [Refusal.Name(grant.Role), Limits(grant), grant.To];

    private static string Limits(Grant grant)
    {
        string[] limits =
        [
            .. grant.Deployments.Count > 0 ? [string.Join(", ", grant.Deployments)] : Array.Empty<string>(),
            .. grant.Commands.Count > 0 ? [$"to {string.Join(", ", grant.Commands)}"] : Array.Empty<string>(),
            .. grant.Channels.Count > 0 ? [$"in {string.Join(", ", grant.Channels)}"] : Array.Empty<string>(),
        ];
        return limits.Length == 0 ? "everything" : string.Join("; ", limits);
    }
}
