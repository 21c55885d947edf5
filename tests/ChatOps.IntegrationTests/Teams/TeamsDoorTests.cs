using System.Diagnostics.Metrics;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using ChatOps.IntegrationTests.Rigs;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ChatOps.IntegrationTests.Teams;

/// <summary>The route itself: what comes in beside messages and presses, and what comes without a token.</summary>
public sealed class TeamsDoorTests : WithTeams
{
    [Theory]
    [InlineData("messageReaction", "messageReaction")]
    [InlineData("messageUpdate", "messageUpdate")]
    [InlineData("messageDelete", "messageDelete")]
    [InlineData("typing", "typing")]
    [InlineData("event", "event")]
    [InlineData("endOfConversation", "endOfConversation")]
    [InlineData("handoff", "other")]
    public async Task Other_activities_are_received_and_counted_and_that_is_all(string type, string counted)
    {
        using var ignored = new Counter(Bot.Services.GetRequiredService<IMeterFactory>(), "chatops.teams.ignored");
        var activity = Alice.Activity(type);
        activity["text"] = "echo hello";
        activity["reactionsAdded"] = new JsonArray(new JsonObject { ["type"] = "like" });

        using var response = await Alice.SendAsync(activity, Alice.Token(), Stop);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await response.Content.ReadAsStringAsync(Stop)).ShouldBeEmpty();
        ignored.Counted.ShouldBe([counted]);
        Bot.Desk.Requests.ShouldBeEmpty();
        Teams.Calls.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("task/fetch")]
    [InlineData("signin/verifyState")]
    [InlineData("")]
    public async Task An_invoke_that_nobody_knows_is_not_implemented(string name)
    {
        using var ignored = new Counter(Bot.Services.GetRequiredService<IMeterFactory>(), "chatops.teams.ignored");
        var invoke = Alice.Activity("invoke");
        invoke["name"] = name;

        using var response = await Alice.SendAsync(invoke, Alice.Token(), Stop);

        response.StatusCode.ShouldBe(HttpStatusCode.NotImplemented);
        ignored.Counted.ShouldBe(["invoke"]);
        Bot.Desk.Requests.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("message")]
    [InlineData("invoke")]
    public async Task What_acts_and_has_no_id_is_refused(string type)
    {
        var activity = Alice.Message("echo hello");
        activity["type"] = type;
        activity.Remove("id");

        using var response = await Alice.SendAsync(activity, Alice.Token(), Stop);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        Bot.Desk.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task More_than_a_mebibyte_is_not_read()
    {
        using var refused = new Counter(Bot.Services.GetRequiredService<IMeterFactory>(), "chatops.teams.refused");
        var activity = Alice.Message(new string('x', 1024 * 1024));

        using var response = await Alice.SendAsync(activity, Alice.Token(), Stop);

        response.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        refused.Counted.ShouldBe(["too large"]);
        Bot.Desk.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_probe_gets_an_answer_and_nothing_breaks()
    {
        using var head = await Bot.Client.SendAsync(new(HttpMethod.Head, "/api/messages"), Stop);
        using var empty = await Bot.Client.PostAsync("/api/messages", content: null, Stop);

        head.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
        empty.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task While_the_keys_can_not_be_read_nobody_is_let_in_and_no_key_is_looked_for_without_a_token()
    {
        await using var bot = await TeamsBot.StartAsync(
            Teams, ("Teams:MetadataUrl", $"http://127.0.0.1:{FreePort.Next()}/.well-known/openidconfiguration"));
        var alice = new TeamsUser(bot.Client, Teams);

        using var nothing = await alice.SendAsync(alice.Message("echo hello"), token: null, Stop);
        using var garbage = await alice.SendAsync(alice.Message("echo hello"), "x.y.z", Stop);
        using var token = await alice.SendAsync(alice.Message("echo hello"), alice.Token(), Stop);

        nothing.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        garbage.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        token.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        bot.Desk.Requests.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("127.0.0.1", null, null, 200)]
    [InlineData("::1", null, null, 200)]
    [InlineData("127.0.0.1", "x-ms-agents-playground", "true", 200)]
    [InlineData("192.0.2.7", null, null, 401)]
    [InlineData("::ffff:192.0.2.7", null, null, 401)]
    [InlineData(null, null, null, 401)]
    [InlineData("127.0.0.1", "Origin", "https://evil.example", 401)]
    [InlineData("127.0.0.1", "Forwarded", "for=192.0.2.7", 401)]
    [InlineData("127.0.0.1", "X-Forwarded-For", "192.0.2.7", 401)]
    [InlineData("127.0.0.1", "X-Forwarded-Host", "bot.example.com", 401)]
    [InlineData("127.0.0.1", "X-Real-IP", "192.0.2.7", 401)]
    [InlineData("127.0.0.1", "Authorization", "Bearer garbage", 401)]
    [InlineData("127.0.0.1", "Authorization", "", 401)]
    public async Task Without_a_token_only_a_program_on_this_machine_gets_in(string? from, string? header, string? value, int status)
    {
        await using var bot = await TeamsBot.StartAsync(
            Teams, ("environment", "Development"), ("Teams:AllowUnauthenticated", "true"));
        var body = Encoding.UTF8.GetBytes(Alice.Message("echo hello").ToJsonString());

        var answered = await bot.Server.SendAsync(
            context =>
            {
                context.Connection.RemoteIpAddress = from is null ? null : IPAddress.Parse(from);
                context.Request.Method = HttpMethods.Post;
                context.Request.Path = "/api/messages";
                context.Request.ContentType = "application/json";
                context.Request.Body = new MemoryStream(body);
                if (header is not null)
                {
                    context.Request.Headers[header] = value;
                }
            },
            Stop);

        answered.Response.StatusCode.ShouldBe(status);
        bot.Desk.Requests.Count.ShouldBe(status == 200 ? 1 : 0);
    }

    [Fact]
    public async Task In_a_group_chat_an_answer_stands_in_the_chat()
    {
        var alice = new TeamsUser(Bot.Client, Teams, place: TeamsSpot.Group);

        await alice.SayAsync("echo hello", Stop);

        await SeeAsync(TeamsSpot.Group.Id, "Heard echo hello");
        Bot.Desk.Requests.ShouldHaveSingleItem().Conversation.ShouldBe(new("teams", TeamsSpot.Group.Id));
    }

    [Theory]
    [InlineData(true, $"echo @{TeamsUser.Bob}")]
    [InlineData(false, "echo <at>Bob</at>")]
    public async Task Who_is_mentioned_is_known_by_their_object_id(bool isKnown, string heard)
    {
        if (isKnown)
        {
            Teams.Members["29:bob"] = new { id = "29:bob", aadObjectId = TeamsUser.Bob.ToUpperInvariant(), tenantId = TeamsUser.TenantId };
        }

        var message = Alice.Message("echo <at>Bob</at>");
        message["entities"]!.AsArray().Add(new JsonObject
        {
            ["type"] = "mention",
            ["mentioned"] = new JsonObject { ["id"] = "29:bob", ["name"] = "Bob" },
            ["text"] = "<at>Bob</at>",
        });
        using var response = await Alice.SendAsync(message, Alice.Token(), Stop);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        Bot.Desk.Requests.ShouldHaveSingleItem().Text.ShouldBe(heard);
    }

    [Fact]
    public async Task Who_is_not_signed_in_is_told_so_and_asks_nothing()
    {
        var message = Alice.Message("echo hello");
        ((JsonObject)message["from"]!).Remove("aadObjectId");

        using var response = await Alice.SendAsync(message, Alice.Token(), Stop);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        await SeeAsync(TeamsUser.Thread, "you are not signed in");
        Bot.Desk.Requests.ShouldBeEmpty();
    }
}
