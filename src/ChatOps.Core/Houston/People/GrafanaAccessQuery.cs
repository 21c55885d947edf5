using System.Collections.Immutable;
using ChatOps.Access;
using ChatOps.Chat;
using ChatOps.Commands;

namespace ChatOps.Houston.People;

/// <summary>Asks who may open Grafana.</summary>
public sealed record GrafanaAccessQuery : IQuery
{
    public static void Register(CommandCatalog commands) => commands
        .Add("grafana access list", "Shows who may open Grafana, and by which right.", () => new GrafanaAccessQuery())
        .Needs(Role.Operator)
        .Example("grafana access list");
}

public sealed class GrafanaAccessHandler(IHouston houston) : IQueryHandler<GrafanaAccessQuery>
{
    public async Task<Result<Message>> AnswerAsync(
        GrafanaAccessQuery query, Request request, CancellationToken cancellationToken)
    {
        if (!(await houston.ListGrafanaAsync(cancellationToken)).TryGet(out var members, out var problem)
            || !(await houston.GrafanaRightAsync(cancellationToken)).TryGet(out var right, out problem))
        {
            return problem;
        }

        var count = members.DistinctBy(member => member.Person.Uuid).Count();
        var message = Message.Titled(count == 1 ? "1 person may open Grafana" : $"{count:N0} people may open Grafana");
        message = members.Count == 0 ? message : message.Table(Table(members));
        return right.IsWholePlatform
            ? message.Text($"Each of them is administrator of the whole platform: {right.Name} is the only right that opens Grafana here.")
            : message;
    }

    private static TablePart Table(IReadOnlyList<GrafanaMember> members) => new(
        Caption: null,
        ["E-MAIL", "BY", "UUID"],
        [
            .. members.OrderBy(member => member.Person.Email, StringComparer.OrdinalIgnoreCase)
                .Select(member => (ImmutableList<string>)[member.Person.Email, member.Right, member.Person.Uuid]),
        ]);
}
