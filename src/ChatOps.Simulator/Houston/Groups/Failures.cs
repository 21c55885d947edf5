using ChatOps.Simulator.Houston.Data;
using ChatOps.Simulator.Houston.Graph;

namespace ChatOps.Simulator.Houston.Groups;

/// <summary>The words in which the recorded server fails: its own, JavaScript's, and PostgreSQL's with the statement before.</summary>
internal static class Failures
{
    private const string SelectUser =
        """
        select "users"."uuid" as "uuid", "users"."username" as "username", "users"."full_name" as "full_name", "users"."status" as "status", "users"."created_at" as "created_at", "users"."updated_at" as "updated_at", "emails"."uuid" as "emails:uuid", "emails"."address" as "emails:address", "emails"."user_uuid" as "emails:user_uuid", "emails"."token" as "emails:token", "emails"."main" as "emails:main", "emails"."verified" as "emails:verified", "emails"."created_at" as "emails:created_at", "emails"."updated_at" as "emails:updated_at" from "users" left join "emails" as "emails" on "emails"."user_uuid" = "users"."uuid" where "users"."uuid" = $1
        """;

    private const string SelectGroup = "select \"groups\".* from \"groups\" where \"groups\".\"uuid\" = $1";

    private const string InsertMember =
        "insert into \"user_group_map\" (\"created_at\", \"group_uuid\", \"user_uuid\") values ($1, $2, $3) returning \"user_uuid\", \"group_uuid\"";

    public static HoustonError UserNotFound(string sought) => new($"User not found that matches \"{sought}\"", "InputError");

    public static HoustonError GroupNotFound(string sought) => new($"Group not found that matches \"{sought}\"", "InputError");

    public static HoustonError Undefined(string property) =>
        new($"Cannot read property '{property}' of undefined", "TypeError");

    public static HoustonError AlreadyMember() =>
        new($"{InsertMember} - duplicate key value violates unique constraint \"user_group_map_pkey\"", "error");

    /// <exception cref="HoustonError">PostgreSQL does not take the text for a uuid, or nobody has it.</exception>
    public static HoustonUser UserByUuid(this HoustonData data, string uuid) =>
        data.FindUser(AsUuid(uuid, SelectUser)) ?? throw UserNotFound(uuid);

    /// <exception cref="HoustonError">PostgreSQL does not take the text for a uuid, or no group has it.</exception>
    public static HoustonGroup GroupByUuid(this HoustonData data, string uuid)
    {
        AsUuid(uuid, SelectGroup);
        return data.Groups.Find(group => group.Uuid == uuid) ?? throw GroupNotFound(uuid);
    }

    private static string AsUuid(string text, string statement) => Guid.TryParse(text, out _)
        ? text
        : throw new HoustonError($"{statement} - invalid input syntax for type uuid: \"{text}\"", "error");
}
