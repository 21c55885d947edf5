using System.Text.RegularExpressions;
using ChatOps.Approvals;
using ChatOps.Commands;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace ChatOps.Access;

/// <summary>
/// One line per mistake. A limit that means nothing is one: what was meant to be granted for something must not be granted for
/// nothing, or for all.
/// </summary>
public sealed partial class AccessOptionsValidator(CommandCatalog catalog, IConfigurationSection section)
    : IValidateOptions<AccessOptions>
{
    private static readonly string[] Lists =
    [
        nameof(Grant.Deployments), nameof(Grant.Commands), nameof(Grant.Channels),
        nameof(Person.Slack), nameof(Person.Teams), nameof(Person.Console), nameof(Person.Terminal),
    ];

    public ValidateOptionsResult Validate(string? name, AccessOptions options)
    {
        var mistakes = options.Grants.SelectMany((grant, index) => InGrant(grant, $"Access:Grants:{index}"))
            .Concat(options.People.SelectMany((person, index) => InPerson(person, $"Access:People:{index}")))
            .Concat(Shared(options.People))
            .Concat(section.GetChildren().SelectMany(list => list.GetChildren()).SelectMany(EmptyLists))
            .ToList();
        return mistakes.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(mistakes);
    }

    /// <summary>Nobody can tell whether an empty list was meant as "for none" or "for all", so it must not pass for the latter.</summary>
    private static IEnumerable<string> EmptyLists(IConfigurationSection entry) => entry.GetChildren()
        .Where(setting => Lists.Contains(setting.Key, StringComparer.OrdinalIgnoreCase) && !setting.GetChildren().Any())
        .Select(setting => $"{setting.Path} must have something in it, or be left out.");

    private IEnumerable<string> InGrant(Grant grant, string at) =>
    [
        .. grant.Role is Role.None || !Enum.IsDefined(grant.Role)
            ? [$"{at}:Role must be Viewer, Operator, Approver or Admin."]
            : Array.Empty<string>(),
        .. Grantee.Read(grant.To) is null
            ? [$"{at}:To can't be '{grant.To}': {InsteadOf(grant.To)}"]
            : Array.Empty<string>(),
        .. grant.Deployments.Where(glob => !Globs().IsMatch(glob))
            .Select(glob => $"{at}:Deployments can't hold '{glob}': write release names such as zodiac-*, or platform."),
        .. grant.Commands.Select(InCommand).OfType<string>().Select(mistake => $"{at}:Commands {mistake}"),
        .. grant.Channels.Where(id => !ChannelIds().IsMatch(id))
            .Select(id => $"{at}:Channels can't hold '{id}': write the channel's id, such as C0123ABCD, not its name."),
    ];

    /// <summary>Who is in a group of Entra's says Microsoft Graph alone, for far more rights than the bot has.</summary>
    private static string InsteadOf(string to) => to.StartsWith("teams-group:", StringComparison.OrdinalIgnoreCase)
        ? "Teams does not tell a bot who is in a group. Grant the role to each person, by teams: and their object id, or to email:*@example.com."
        : "write *, slack:U0123ABCD, slack:*, slack-group:S0123ABCD, console-group:approvers, teams: and an object id, console:operator, terminal:alice, or email:*@example.com.";

    private string? InCommand(string glob)
    {
        var meant = catalog.Commands.Where(command => Grant.Matches(glob, command.Name)).ToList();
        if (meant.Count == 0)
        {
            var near = Nearest.To(glob, catalog.Commands.Select(command => command.Name));
            return $"can't hold '{glob}': there is no such command{(near is [var nearest] ? $"; did you mean {nearest}?" : ".")}";
        }

        return meant.TrueForAll(command => command.CommandType.IsAssignableTo(typeof(IDecisionCommand)))
            ? $"can't hold '{glob}': name the commands that may be decided on, such as volume delete."
            : null;
    }

    private static IEnumerable<string> InPerson(Person person, string at) =>
    [
        .. string.IsNullOrWhiteSpace(person.Name) ? [$"{at}:Name is missing."] : Array.Empty<string>(),
        .. person.Accounts.Any() ? Array.Empty<string>() : [$"{at}: {(string.IsNullOrWhiteSpace(person.Name) ? "this person" : person.Name)} needs an account: Slack, Teams, Console or Terminal."],
        .. person.Accounts.Where(account => !Grantee.IsId(account.Platform, account.Id))
            .Select(account => $"{at}: '{account.Id}' can't be an id of {person.Name} in {account.Platform}: {IdsAre(account.Platform)}."),
        .. person.Email is null || Grantee.IsAddress(person.Email)
            ? Array.Empty<string>()
            : [$"{at}:Email can't be '{person.Email}': write one address, such as ada@example.com."],
    ];

    /// <summary>What is one person's can't be another's.</summary>
    private static IEnumerable<string> Shared(IEnumerable<Person> people) => people
        .SelectMany(Belongings, (person, thing) => (Person: person.Name, Thing: thing))
        .GroupBy(pair => pair.Thing, pair => pair.Person, StringComparer.OrdinalIgnoreCase)
        .Where(owners => owners.Count() > 1)
        .Select(owners => $"Access:People: {owners.Key} is given to {string.Join(" and to ", owners)}.");

    private static IEnumerable<string> Belongings(Person person) =>
    [
        $"the name {person.Name}",
        .. person.Accounts.Select(account => account.Key),
        .. person.Email is null ? Array.Empty<string>() : [person.Email],
    ];

    private static string IdsAre(string platform) => platform switch
    {
        "slack" => "user ids look like U0123ABCD",
        "teams" => "object ids look like 00000000-0000-0000-0000-000000000000",
        "console" => "ids are letters, digits and . _ | ~ -",
        _ => "ids are small letters, digits and hyphens",
    };

    [GeneratedRegex(@"^[a-zA-Z0-9*?._-]+$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Globs();

    /// <summary>Slack's are capitals and digits; Teams' look like "19:abc@thread.tacv2" (Bot Framework, conversation.id).</summary>
    [GeneratedRegex(@"^[a-zA-Z0-9][a-zA-Z0-9:@._;=-]+$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ChannelIds();
}
