using System.Text.Json;
using ChatOps.Chat;
using ChatOps.Chat.Incoming;

namespace ChatOps.Adapters.Teams.Incoming.Activities;

/// <summary>An account in a conversation.</summary>
/// <param name="Id">Teams' own id of it, which is another for every bot: "29:..." for people, "28:..." for bots.</param>
/// <param name="ObjectId">Its object id in Entra, by which it is the same everywhere; empty for whoever has none.</param>
/// <param name="Name">For showing only.</param>
public sealed record TeamsAccount(string Id, string ObjectId, string Name)
{
    public static TeamsAccount From(JsonElement? account) =>
        new(account.Text("id"), ObjectIdIn(account.Text("aadObjectId")), account.Text("name"));

    /// <summary>Who it is to the bot; null for bots, and for people without an account in Entra.</summary>
    public Actor? Actor => ObjectId.Length > 0 ? new(TeamsPlatform.Name, ObjectId, Name.Length > 0 ? Name : ObjectId) : null;

    /// <summary>One spelling, since ids are compared.</summary>
    private static string ObjectIdIn(string text) => Guid.TryParse(text, out var id) ? id.ToString("D") : "";
}
