using ChatOps.Simulator.Houston.Data;
using ChatOps.Simulator.Houston.Graph;
using GraphQL;

namespace ChatOps.Simulator.Houston.Groups;

/// <summary>The fields about groups, with the recorded flaws.</summary>
internal sealed class GroupFields(HoustonData data)
{
    public object List(IResolveFieldContext context)
    {
        context.RequireSomebody();
        if (context.Text("groupUuid") is { } uuid)
        {
            return new[] { Answer(data.GroupByUuid(uuid), users: null) };
        }

        if (!"system".Equals(context.Text("entityType"), StringComparison.OrdinalIgnoreCase))
        {
            throw new HoustonError("A groupUuid or entityUuid is required", "GeneralError");
        }

        context.RequireAdmin("list_global_groups");
        return data.Groups.Select(group => Answer(group, data.MembersOf(group))).ToList();
    }

    /// <summary>A group that was asked for by its uuid is found by a query that the server has a slip in.</summary>
    public static object Users(IResolveFieldContext context) =>
        ((GroupAnswer)context.Source!).Users // only a Group has this field
        ?? throw new HoustonError("values is not defined", "ReferenceError");

    public object Add(IResolveFieldContext context)
    {
        var (group, user) = Read(context, "add_global_user");
        return data.TryJoin(group.Uuid, user.Uuid) ? WithoutEmails(group.Uuid) : throw Failures.AlreadyMember();
    }

    /// <summary>Silent success for somebody who was not in it.</summary>
    public object Remove(IResolveFieldContext context)
    {
        var (group, user) = Read(context, "remove_global_user");
        data.Leave(group.Uuid, user.Uuid);
        return WithoutEmails(group.Uuid);
    }

    private (HoustonGroup Group, HoustonUser User) Read(IResolveFieldContext context, string permission)
    {
        context.RequireSomebody();
        var group = context.Text("groupUuid") is { } groupUuid
            ? data.GroupByUuid(groupUuid)
            : throw Failures.Undefined("entity_type");
        context.RequireAdmin(permission);
        var user = context.Text("userUuid") is { } userUuid ? data.UserByUuid(userUuid) : throw Failures.Undefined("uuid");
        return (group, user);
    }

    /// <summary>After a change the members are told without their addresses.</summary>
    private GroupAnswer WithoutEmails(string uuid)
    {
        var group = data.GroupByUuid(uuid);
        return Answer(group, [.. data.MembersOf(group).Select(user => user with { Emails = [] })]);
    }

    private static GroupAnswer Answer(HoustonGroup group, IReadOnlyList<HoustonUser>? users) =>
        new(group.Uuid, group.Label, group.Description, users, group.CreatedAt);
}
