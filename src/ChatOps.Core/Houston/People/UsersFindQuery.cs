using System.ComponentModel;
using ChatOps.Access;
using ChatOps.Chat;
using ChatOps.Commands;

namespace ChatOps.Houston.People;

/// <summary>Asks whether somebody has signed up in Houston, and what they may.</summary>
public sealed record UsersFindQuery(PersonReference Person) : IQuery
{
    /// <summary>Addresses are personal data, so that it takes more than leave to look at pods.</summary>
    public static void Register(CommandCatalog commands)
    {
        PersonReference.AddTo(commands.Values);
        commands
            .Add(
                "houston users find",
                "Shows whether somebody has signed up in Houston, and whether they may open Grafana.",
                ([Argument("email|@person"), Description("As they signed up with it.")] PersonReference person) => new UsersFindQuery(person))
            .Needs(Role.Operator)
            .Example("houston users find viraj@astronomer.io");
    }
}

public sealed class UsersFindHandler(PeopleFinder people, IHouston houston) : IQueryHandler<UsersFindQuery>
{
    public async Task<Result<Message>> AnswerAsync(
        UsersFindQuery query, Request request, CancellationToken cancellationToken)
    {
        if (!(await people.FindAsync(query.Person, cancellationToken)).TryGet(out var person, out var problem))
        {
            return problem;
        }

        var message = Message.Titled($"{person.Email} has signed up")
            .Field("User name", person.Username.Length > 0 ? person.Username : "none")
            .Field("Address confirmed", person.IsConfirmed ? "yes" : "not yet")
            .Field("Uuid", person.Uuid);
        var members = await houston.ListGrafanaAsync(cancellationToken);
        return members.TryGet(out var list, out var unknown)
            ? message.Field("Grafana", Rights(list, person))
            : message.Warning($"Whether they may open Grafana is not known: {unknown.Text}");
    }

    private static string Rights(IReadOnlyList<GrafanaMember> members, HoustonPerson person)
    {
        var rights = members.Where(member => member.Person.Uuid == person.Uuid).Select(member => member.Right).ToList();
        return rights.Count == 0 ? $"no; give it: grafana access grant {person.Email}" : $"yes, by {string.Join(", ", rights)}";
    }
}
