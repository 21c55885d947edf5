using ChatOps.Access;
using ChatOps.Adapters.Teams.Outgoing;
using ChatOps.Chat;
using ChatOps.Chat.References;
using ChatOps.IntegrationTests.Rigs;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ChatOps.IntegrationTests.Teams;

/// <summary>The way out: the real client, with its retries, against a connector on loopback.</summary>
public sealed class TeamsOutTests : IAsyncLifetime
{
    private static readonly Conversation Channel = new("teams", TeamsUser.Channel);
    private static readonly Message Working = Message.Titled("Restarting", Tone.Working);
    private static readonly Message Done = Message.Titled("Restarted", Tone.Good);

    private FakeTeams _teams = null!; // xunit awaits InitializeAsync before any test
    private TeamsBot _bot = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private TeamsUser Alice => new(_bot.Client, _teams);

    public async ValueTask InitializeAsync()
    {
        _teams = await FakeTeams.StartAsync(Stop);
        _bot = await TeamsBot.StartAsync(_teams);
    }

    public async ValueTask DisposeAsync()
    {
        await _bot.DisposeAsync();
        await _teams.DisposeAsync();
    }

    [Fact]
    public async Task A_message_begins_a_thread_is_replaced_in_place_and_answered_below()
    {
        var id = await _bot.Platform.PostAsync(Channel, Working, Stop);
        await _bot.Platform.PostAsync(Channel with { Thread = id }, Message.Titled("Approved"), Stop);
        (await _bot.Platform.UpdateAsync(Channel, id, Done, Stop)).ShouldBeTrue();

        var messages = _teams.Messages();
        messages.Select(message => message.WireId).Distinct().ShouldBe([$"{TeamsUser.Channel};messageid={messages[0].Id}"]);
        messages.Count.ShouldBe(2);
        messages[0].Text.ShouldContain("Restarted");
        _bot.Platform.HeadsThread(id).ShouldBeTrue();
    }

    [Fact]
    public async Task Of_a_crowd_of_messages_none_is_lost_though_every_third_call_is_throttled()
    {
        _teams.Trouble = (number, request) => number % 3 == 0 ? Busy(request) : null;

        var posts = Enumerable.Range(1, 8).Select(number =>
            _bot.Platform.PostAsync(Channel, Message.Titled($"Message {number}"), Stop));
        var ids = await Task.WhenAll(posts);
        await Task.WhenAll(ids.Select(id => _bot.Platform.UpdateAsync(Channel, id, Done, Stop)));

        _teams.Calls.Count.ShouldBeGreaterThan(16);
        var messages = _teams.Messages();
        messages.Count.ShouldBe(8);
        messages.ShouldAllBe(message => message.Text.Contains("Restarted"));
    }

    [Theory]
    [InlineData(412)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task Trouble_upstream_is_sat_out(int status)
    {
        _teams.Trouble = (number, _) => number == 1 ? FakeTeams.Error(status, "Trouble") : null;

        await _bot.Platform.PostAsync(Channel, Working, Stop);

        _teams.Messages().Count.ShouldBe(1);
        _teams.Calls.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_long_wait_is_the_callers()
    {
        _teams.Trouble = (_, request) => Busy(request, seconds: 60);

        var busy = await Should.ThrowAsync<ChatUnavailableException>(() => _bot.Platform.PostAsync(Channel, Working, Stop));

        busy.RetryAfter.ShouldBe(TimeSpan.FromSeconds(60));
        _teams.Calls.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_refused_token_is_fetched_anew_once()
    {
        _teams.Trouble = (_, request) =>
            $"{request.Headers.Authorization}" == "Bearer token-1" ? FakeTeams.Error(401, "Unauthorized") : null;

        await _bot.Platform.PostAsync(Channel, Working, Stop);

        _teams.Calls.Select(call => call.Authorization).ShouldBe(["Bearer token-1", "Bearer token-2"]);
    }

    [Fact]
    public async Task A_token_that_stays_refused_is_not_tried_for_ever()
    {
        _teams.Trouble = (_, _) => FakeTeams.Error(401, "Unauthorized");

        var refused = await Should.ThrowAsync<ChatRefusedException>(() => _bot.Platform.PostAsync(Channel, Working, Stop));

        refused.Message.ShouldContain("Teams:ClientSecret");
        _teams.Calls.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_deleted_message_is_told_from_a_closed_door()
    {
        var id = await _bot.Platform.PostAsync(Channel, Working, Stop);
        _teams.Delete(_teams.Messages()[0]);
        await Should.ThrowAsync<ChatMessageGoneException>(() => _bot.Platform.UpdateAsync(Channel, id, Done, Stop));

        _teams.Trouble = (_, _) => FakeTeams.Error(403, "BotNotInConversationRoster");
        var refused = await Should.ThrowAsync<ChatRefusedException>(() => _bot.Platform.PostAsync(Channel, Working, Stop));
        refused.Message.ShouldContain("add the app");
    }

    [Fact]
    public async Task No_token_leaves_for_a_host_that_nobody_named()
    {
        var references = _bot.Services.GetRequiredService<IConversationReferences>();
        await references.RememberAsync(new ConversationReference("teams", TeamsUser.Channel, "https://evil.example.com/teams"), Stop);

        var refused = await Should.ThrowAsync<ChatRefusedException>(() => _bot.Platform.PostAsync(Channel, Working, Stop));

        refused.Message.ShouldContain("Teams:ServiceUrlHosts");
        _teams.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_too_long_for_a_card_goes_on_in_a_second_message()
    {
        var lines = Enumerable.Range(1, 3_000).Select(number => $"line {number}");
        var message = Working.Text(string.Join('\n', lines)).Button(new Button("Cancel", "cancel 1"));

        await _bot.Platform.PostAsync(Channel, message, Stop);

        await Eventually.TrueAsync(
            "the last line is there", _ => Task.FromResult(_teams.Messages().Any(card => card.Text.Contains("line 3000"))), Stop);
        var cards = _teams.Messages();
        cards.ShouldAllBe(card => card.Text.Length <= 25_000);
        cards.Select(card => card.WireId).Distinct().Count().ShouldBe(1);
        cards[0].Commands.ShouldBe(["cancel 1"]);
        cards.Skip(1).ShouldAllBe(card => card.Commands.Count == 0);
    }

    [Fact]
    public async Task What_is_for_one_person_goes_into_their_own_chat()
    {
        await Alice.SayAsync("hello", Stop);
        var chats = _bot.Services.GetRequiredService<PersonalChats>();

        var chat = await chats.OpenAsync(new("teams", TeamsUser.Alice, "Alice"), Stop);

        chat.ShouldBe(new("teams", $"a:29:{TeamsUser.Alice}"));
        (await chats.OpenAsync(new("teams", TeamsUser.Alice, "Alice"), Stop)).ShouldBe(chat);
        _teams.Calls.Count(call => call is { Method: "POST", Path: "/conversations" }).ShouldBe(1);
    }

    [Fact]
    public async Task A_secret_is_whispered_once_and_is_in_no_notification()
    {
        var whisper = _bot.Services.GetServices<IWhisper>().Single();
        var request = new Request("teams:1", "show 1", new("teams", TeamsUser.Alice, "Alice"), Channel);
        var secret = Message.Titled("Grafana's new password").Field("Password", "s3cret");

        await whisper.SayAsync(request, secret, Stop);
        _teams.Trouble = (_, _) => FakeTeams.Error(504, "Trouble");
        await Should.ThrowAsync<ChatUnavailableException>(() => whisper.SayAsync(request, secret, Stop));

        var whispered = _teams.Messages().ShouldHaveSingleItem();
        whispered.WireId.ShouldStartWith("a:");
        whispered.Text.ShouldContain("s3cret");
        whispered.Summary.ShouldBe("Grafana's new password");
        $"{whispered.Card.GetProperty("fallbackText")}".ShouldBe("Grafana's new password");
        _teams.Calls.Count.ShouldBe(3, "the chat was begun, and each time it was said once");
    }

    [Theory]
    [InlineData(TeamsUser.Alice, TeamsUser.TenantId, "user", "alice@example.com", "alice@example.com")]
    [InlineData(TeamsUser.Bob, TeamsUser.TenantId, "user", "alice@example.com", null)]
    [InlineData(TeamsUser.Alice, TeamsUser.Bob, "user", "alice@example.com", null)]
    [InlineData(TeamsUser.Alice, TeamsUser.TenantId, "anonymous", "alice@example.com", null)]
    [InlineData(TeamsUser.Alice, TeamsUser.TenantId, "user", "alice_example.com#EXT#@home.example.org", null)]
    public async Task An_address_counts_when_the_tenant_vouches_for_it(
        string objectId, string tenant, string role, string principal, string? expected)
    {
        await Alice.SayAsync("hello", Stop);
        _teams.Members[$"29:{TeamsUser.Alice}"] =
            new { aadObjectId = objectId, tenantId = tenant, userRole = role, userPrincipalName = principal, email = "ceo@example.com" };
        var emails = _bot.Services.GetServices<IEmails>().Single();

        (await emails.FindAsync(new("teams", TeamsUser.Alice, "Alice"), Stop)).ShouldBe(expected);
    }

    private static IResult Busy(HttpRequest request, int seconds = 1)
    {
        request.HttpContext.Response.Headers.RetryAfter = $"{seconds}";
        return FakeTeams.Error(429, "Throttled");
    }
}
