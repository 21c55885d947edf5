using System.Text.Json.Nodes;
using ChatOps.Chat;
using ChatOps.Chat.References;
using ChatOps.IntegrationTests.Rigs;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ChatOps.IntegrationTests.Teams;

/// <summary>The bot comes into conversations and goes: what it says then, and what it remembers of them.</summary>
public sealed class TeamsArrivalTests : WithTeams
{
    private const string Hello = "ChatOps is here";
    private const string Me = $"28:{TeamsUser.AppId}";
    private static readonly Actor AliceHerself = new("teams", TeamsUser.Alice, "Alice");

    private IConversationReferences References => Bot.Services.GetRequiredService<IConversationReferences>();

    [Fact]
    public async Task In_a_team_it_says_hello_in_a_thread_of_its_own_and_how_to_call_it()
    {
        await SendAsync(TeamsSpot.Team, "conversationUpdate", Added(Me));

        var hello = await SeeFirstAsync();
        hello.WireId.ShouldBe($"{TeamsUser.Channel};messageid={hello.Id}");
        hello.Words.ShouldContain("@ChatOps");
        hello.Commands.ShouldBe(["help"]);
    }

    [Theory]
    [InlineData("personal")]
    [InlineData("groupChat")]
    public async Task In_a_chat_it_says_hello_there(string type)
    {
        var chat = type == "personal" ? TeamsSpot.Personal(TeamsUser.Alice) : TeamsSpot.Group;

        await SendAsync(chat, "conversationUpdate", Added(Me));

        var hello = await SeeFirstAsync();
        hello.WireId.ShouldBe(chat.Id);
        hello.Words.Contains("@ChatOps").ShouldBe(type == "groupChat", "alone with somebody it needs no calling");
    }

    [Fact]
    public async Task It_says_hello_once_however_often_it_is_told_that_it_is_there()
    {
        var arrival = Of(TeamsSpot.Team, "conversationUpdate", Added(Me));

        await DeliverAsync(arrival);
        await DeliverAsync(arrival);
        await Alice.SayAsync("echo last", Stop);

        await SeeAsync(TeamsUser.Thread, "Heard echo last");
        Teams.Messages().Count(message => message.Words.Contains(Hello)).ShouldBe(1);
    }

    [Fact]
    public async Task Nobody_is_greeted_when_others_come_and_go()
    {
        await SendAsync(TeamsSpot.Team, "conversationUpdate", Added($"29:{TeamsUser.Bob}"));
        await SendAsync(TeamsSpot.Team, "conversationUpdate", Removed($"29:{TeamsUser.Bob}"));
        await SendAsync(TeamsSpot.Team, "installationUpdate", new("action", "add"));
        await Alice.SayAsync("echo last", Stop);

        await SeeAsync(TeamsUser.Thread, "Heard echo last");
        Teams.Messages().ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("conversationUpdate")]
    [InlineData("installationUpdate")]
    public async Task Where_it_came_it_can_speak_later_by_the_newest_service_url(string type)
    {
        KeyValuePair<string, JsonNode> how = type == "installationUpdate" ? new("action", "add") : Added(Me);

        await SendAsync(TeamsSpot.Personal(TeamsUser.Alice), type, how);

        var known = await References.FindAsync("teams", TeamsSpot.Personal(TeamsUser.Alice).Id, Stop);
        known.ShouldNotBeNull().ServiceUrl.ShouldBe(Teams.ServiceUrl);
        (await References.FindPersonAsync(AliceHerself, Stop)).ShouldBe(new PersonReference(
            "teams", TeamsUser.Alice, $"29:{TeamsUser.Alice}", TeamsSpot.Personal(TeamsUser.Alice).Id, PersonalChannel: null),
            "who put it there may be an admin, and the chat somebody else's");
    }

    [Theory]
    [InlineData("conversationUpdate")]
    [InlineData("installationUpdate")]
    public async Task What_it_was_taken_out_of_is_forgotten(string type)
    {
        var chat = TeamsSpot.Personal(TeamsUser.Alice);
        await SendAsync(chat, "installationUpdate", new("action", "add"));

        await SendAsync(chat, type, type == "installationUpdate" ? new("action", "remove") : Removed(Me));

        (await References.FindAsync("teams", chat.Id, Stop)).ShouldBeNull();
        (await References.FindPersonAsync(AliceHerself, Stop)).ShouldNotBeNull().PersonalChannel.ShouldBeNull();
    }

    private async Task<TeamsMessage> SeeFirstAsync() =>
        (await Eventually.SeeAsync("it says hello", _ => Task.FromResult(Teams.Messages()), messages => messages.Count > 0, Stop))[0];

    private async Task SendAsync(TeamsSpot place, string type, KeyValuePair<string, JsonNode> what) =>
        await DeliverAsync(Of(place, type, what));

    private JsonObject Of(TeamsSpot place, string type, KeyValuePair<string, JsonNode> what)
    {
        var activity = new TeamsUser(Bot.Client, Teams, place: place).Activity(type);
        activity[what.Key] = what.Value;
        return activity;
    }

    private async Task DeliverAsync(JsonObject activity)
    {
        using var response = await Alice.SendAsync(activity, Alice.Token(), Stop);
        response.EnsureSuccessStatusCode();
    }

    private static KeyValuePair<string, JsonNode> Added(string id) => new("membersAdded", new JsonArray(new JsonObject { ["id"] = id }));

    private static KeyValuePair<string, JsonNode> Removed(string id) => new("membersRemoved", new JsonArray(new JsonObject { ["id"] = id }));
}
