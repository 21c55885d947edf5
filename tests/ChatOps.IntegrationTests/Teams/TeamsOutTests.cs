using System.Collections.Concurrent;
using ChatOps.Access;
using ChatOps.Adapters.Teams.Outgoing;
using ChatOps.Chat;
using ChatOps.Chat.References;
using ChatOps.IntegrationTests.Chat;
using ChatOps.IntegrationTests.Rigs;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace ChatOps.IntegrationTests.Teams;

/// <summary>
/// The way out: the real client, with its retries, against a connector on loopback; what holds for every platform is in
/// <see cref="ChatPlatformContract"/>.
/// </summary>
public sealed class TeamsOutTests : WithTeams
{
    private static readonly Conversation Channel = new("teams", TeamsUser.Channel);
    private static readonly Message Working = Message.Titled("Restarting", Tone.Working);
    private static readonly Message Done = Message.Titled("Restarted", Tone.Good);

    [Fact]
    public async Task Of_a_crowd_of_messages_none_is_lost_though_every_third_call_is_throttled()
    {
        Teams.Trouble = (number, request) => number % 3 == 0 ? FakeTeams.Busy(request) : null;

        var posts = Enumerable.Range(1, 8).Select(number =>
            Bot.Platform.PostAsync(Channel, Message.Titled($"Message {number}"), Stop));
        var ids = await Task.WhenAll(posts);
        await Task.WhenAll(ids.Select(id => Bot.Platform.UpdateAsync(Channel, id, Done, Stop)));

        Teams.Calls.Count.ShouldBeGreaterThan(16);
        var messages = Teams.Messages();
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
        Teams.Trouble = (number, _) => number == 1 ? FakeTeams.Error(status, "Trouble") : null;

        await Bot.Platform.PostAsync(Channel, Working, Stop);

        Teams.Messages().Count.ShouldBe(1);
        Teams.Calls.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData(400, "BadArgument", "did not take the message", true)]
    [InlineData(413, "MessageSizeTooBig", "too large for Teams", true)]
    [InlineData(403, "BotNotInConversationRoster", "add the app to the team or chat", false)]
    [InlineData(403, "BotDisabledByAdmin", "have it allowed in the Teams admin center", false)]
    [InlineData(403, "ConversationBlockedByUser", "they can unblock it in their chat with it", false)]
    [InlineData(403, "NotEnoughPermissions", "ask an admin of the team", false)]
    [InlineData(403, "InvalidBotApiHost", "set Teams:ServiceUrl to that cloud's", false)]
    [InlineData(404, "ConversationNotFound", "add the app there", false)]
    [InlineData(405, "MethodNotAllowed", "did not take the call", false)]
    public async Task A_no_of_Teams_is_told_with_what_to_do_and_not_asked_again(int status, string code, string words, bool isAboutContent)
    {
        Teams.Trouble = (_, _) => FakeTeams.Error(status, code);

        var refused = await Should.ThrowAsync<ChatRefusedException>(() => Bot.Platform.PostAsync(Channel, Working, Stop));

        refused.Message.ShouldContain(words);
        refused.Message.ShouldEndWith($"(Teams: {code})");
        refused.IsAboutContent.ShouldBe(isAboutContent);
        Teams.Calls.Count.ShouldBe(1);
    }

    [Fact]
    public async Task What_no_Bot_Framework_wrote_is_trouble_of_somebody_between()
    {
        Teams.Trouble = (_, _) => Results.Text("<html>upstream trouble</html>", "text/html", statusCode: 500);

        var away = await Should.ThrowAsync<ChatUnavailableException>(() => Bot.Platform.PostAsync(Channel, Working, Stop));

        away.Message.ShouldBe("Teams has trouble of its own. (Teams: HTTP 500)");
        Teams.Calls.Count.ShouldBe(1, "500 is not tried again here");
    }

    [Fact]
    public async Task A_refused_token_is_fetched_anew_once()
    {
        Teams.Trouble = (_, request) =>
            $"{request.Headers.Authorization}" == "Bearer token-1" ? FakeTeams.Error(401, "Unauthorized") : null;

        await Bot.Platform.PostAsync(Channel, Working, Stop);

        Teams.Calls.Select(call => call.Authorization).ShouldBe(["Bearer token-1", "Bearer token-2"]);
    }

    [Fact]
    public async Task A_token_that_stays_refused_is_not_tried_for_ever()
    {
        Teams.Trouble = (_, _) => FakeTeams.Error(401, "Unauthorized");

        var refused = await Should.ThrowAsync<ChatRefusedException>(() => Bot.Platform.PostAsync(Channel, Working, Stop));

        refused.Message.ShouldContain("Teams:ClientSecret");
        Teams.Calls.Count.ShouldBe(2);
    }

    [Fact]
    public async Task No_token_leaves_for_a_host_that_nobody_named()
    {
        var references = Bot.Services.GetRequiredService<IConversationReferences>();
        await references.RememberAsync(new ConversationReference("teams", TeamsUser.Channel, "https://evil.example.com/teams"), Stop);

        var refused = await Should.ThrowAsync<ChatRefusedException>(() => Bot.Platform.PostAsync(Channel, Working, Stop));

        refused.Message.ShouldContain("Teams:ServiceUrlHosts");
        Teams.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_too_long_for_a_card_goes_on_in_a_second_message()
    {
        var lines = Enumerable.Range(1, 3_000).Select(number => $"line {number}");
        var message = Working.Text(string.Join('\n', lines)).Button(new Button("Cancel", "cancel 1"));

        await Bot.Platform.PostAsync(Channel, message, Stop);

        var cards = Teams.Messages();
        cards[^1].Text.ShouldContain("line 3000");
        cards.ShouldAllBe(card => card.Text.Length <= 25_000);
        cards.Select(card => card.WireId).Distinct().Count().ShouldBe(1);
        cards[0].Commands.ShouldBe(["cancel 1"]);
        cards.Skip(1).ShouldAllBe(card => card.Commands.Count == 0);
    }

    [Fact]
    public async Task What_is_for_one_person_goes_into_their_own_chat()
    {
        await Alice.SayAsync("hello", Stop);
        var chats = Bot.Services.GetRequiredService<PersonalChats>();

        var chat = await chats.OpenAsync(new("teams", TeamsUser.Alice, "Alice"), Stop);

        chat.ShouldBe(new("teams", $"a:29:{TeamsUser.Alice}"));
        (await chats.OpenAsync(new("teams", TeamsUser.Alice, "Alice"), Stop)).ShouldBe(chat);
        Teams.Calls.Count(call => call is { Method: "POST", Path: "/conversations" }).ShouldBe(1);
    }

    [Fact]
    public async Task A_secret_is_whispered_once_and_is_in_no_notification()
    {
        var whisper = Bot.Services.GetServices<IWhisper>().Single();
        var request = new Request("teams:1", "show 1", new("teams", TeamsUser.Alice, "Alice"), Channel);
        var secret = Message.Titled("Grafana's new password").Field("Password", "s3cret");

        await whisper.SayAsync(request, secret, Stop);
        Teams.Trouble = (_, _) => FakeTeams.Error(504, "Trouble");
        await Should.ThrowAsync<ChatUnavailableException>(() => whisper.SayAsync(request, secret, Stop));

        var whispered = Teams.Messages().ShouldHaveSingleItem();
        whispered.WireId.ShouldStartWith("a:");
        whispered.Text.ShouldContain("s3cret");
        whispered.Summary.ShouldBe("Grafana's new password");
        $"{whispered.Card.GetProperty("fallbackText")}".ShouldBe("Grafana's new password");
        Teams.Calls.Count.ShouldBe(3, "the chat was begun, and each time it was said once");
    }

    [Theory]
    [InlineData(TeamsUser.Alice, TeamsUser.TenantId, "user", "alice@example.com", "alice@example.com")]
    [InlineData(TeamsUser.Alice, TeamsUser.TenantId, "user", null, null)]
    [InlineData(TeamsUser.Bob, TeamsUser.TenantId, "user", "alice@example.com", null)]
    [InlineData(TeamsUser.Alice, TeamsUser.Bob, "user", "alice@example.com", null)]
    [InlineData(TeamsUser.Alice, TeamsUser.TenantId, "anonymous", "alice@example.com", null)]
    [InlineData(TeamsUser.Alice, TeamsUser.TenantId, "user", "alice_example.com#EXT#@home.example.org", null)]
    public async Task An_address_counts_when_the_tenant_vouches_for_it(
        string objectId, string tenant, string role, string? principal, string? expected)
    {
        await Alice.SayAsync("hello", Stop);
        Teams.Members[$"29:{TeamsUser.Alice}"] =
            new { aadObjectId = objectId, tenantId = tenant, userRole = role, userPrincipalName = principal, email = "ceo@example.com" };
        var emails = Bot.Services.GetServices<IEmails>().Single();

        (await emails.FindAsync(new("teams", TeamsUser.Alice, "Alice"), Stop)).ShouldBe(expected);
    }

    [Fact]
    public async Task An_address_is_asked_for_once_a_minute()
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var bot = await TeamsBot.StartAsync(Teams, services => services.AddSingleton<TimeProvider>(time));
        await new TeamsUser(bot.Client, Teams).SayAsync("hello", Stop);
        Teams.Members[$"29:{TeamsUser.Alice}"] = Member("alice@example.com");
        var emails = bot.Services.GetServices<IEmails>().Single();
        var alice = new Actor("teams", TeamsUser.Alice, "Alice");

        (await emails.FindAsync(alice, Stop)).ShouldBe("alice@example.com");
        Teams.Members[$"29:{TeamsUser.Alice}"] = Member("alice.married@example.com");
        (await emails.FindAsync(alice, Stop)).ShouldBe("alice@example.com");
        Asked().ShouldBe(1);

        time.Advance(BriefMemory.Freshness);
        (await emails.FindAsync(alice, Stop)).ShouldBe("alice.married@example.com");
        Asked().ShouldBe(2);

        int Asked() => Teams.Calls.Count(call => call.Path.Contains("/members/"));
    }

    [Fact]
    public async Task A_short_wait_is_sat_out_to_its_end()
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var bot = await TeamsBot.StartAsync(Teams, services => services.AddSingleton<TimeProvider>(time));
        var moments = new ConcurrentQueue<DateTimeOffset>();
        Teams.Trouble = (number, request) =>
        {
            moments.Enqueue(time.GetUtcNow());
            return number == 1 ? FakeTeams.Busy(request, seconds: 4) : null;
        };

        var post = bot.Platform.PostAsync(Channel, Working, Stop);
        await time.PassUntilAsync(post, Stop);

        await post;
        var (first, second) = (moments.First(), moments.Last());
        (second - first).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(4));
        Teams.Messages().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task What_breaks_off_between_two_cards_goes_on_where_it_stopped()
    {
        var message = Working.Text(string.Join('\n', Enumerable.Range(1, 3_000).Select(number => $"line {number}")));
        Teams.Trouble = (number, request) => number == 2 ? FakeTeams.Busy(request, seconds: 60) : null;

        await Should.ThrowAsync<ChatUnavailableException>(() => Bot.Platform.PostAsync(Channel, message, Stop));
        var id = await Bot.Platform.PostAsync(Channel, message, Stop);

        var cards = Teams.Messages();
        cards.Select(card => card.WireId).Distinct().ShouldBe([$"{TeamsUser.Channel};messageid={cards[0].Id}"]);
        cards.Select(card => card.Words.Split('\n')[0]).Distinct().Count().ShouldBe(cards.Count, "no card stands there twice");
        cards[^1].Words.ShouldContain("line 3000");
        id.ShouldBe($"{cards[0].WireId}/{cards[0].Id}");
        (await Bot.Platform.PostAsync(Channel, message, Stop)).ShouldNotBe(id, "said once more it is another message");
    }

    [Fact]
    public async Task A_card_that_takes_anothers_place_says_what_it_leaves_out()
    {
        var id = await Bot.Platform.PostAsync(Channel, Working, Stop);

        await Bot.Platform.UpdateAsync(
            Channel, id, Done.Text(string.Join('\n', Enumerable.Range(1, 3_000).Select(number => $"line {number}"))), Stop);

        var card = Teams.Messages().ShouldHaveSingleItem();
        card.Words.ShouldContain("too long for one message");
        card.Text.Length.ShouldBeLessThanOrEqualTo(25_000);
    }

    private static object Member(string principal) =>
        new { aadObjectId = TeamsUser.Alice, tenantId = TeamsUser.TenantId, userRole = "user", userPrincipalName = principal };
}
