using System.Text.Json;
using ChatOps.Chat.Incoming;
using Microsoft.AspNetCore.Http;

namespace ChatOps.Adapters.Slack.Incoming;

/// <summary>Where a payload comes from, by Slack's ids; what is not said is empty.</summary>
/// <param name="PersonsTeam">The workspace of whoever acted, which in a shared channel may be another one.</param>
public sealed record Origin(string Team, string App, string PersonsTeam)
{
    public static Origin OfCommand(IFormCollection form) => new(form["team_id"].ToString(), form["api_app_id"].ToString(), "");

    public static Origin OfCommand(JsonElement? payload) => new(payload.Text("team_id"), payload.Text("api_app_id"), "");

    public static Origin OfInteraction(JsonElement? payload) => new(
        payload.Child("team").Text("id"), payload.Text("api_app_id"), payload.Child("user").Text("team_id"));

    public static Origin OfEvent(JsonElement? payload)
    {
        var happened = payload.Child("event");
        var person = happened.Text("user_team");
        return new(payload.Text("team_id"), payload.Text("api_app_id"), person.Length > 0 ? person : happened.Text("team"));
    }
}
