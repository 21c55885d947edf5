using System.Text.Json;
using ChatOps.Adapters.Slack;
using ChatOps.Adapters.Slack.Outgoing;
using ChatOps.Chat;
using ChatOps.IntegrationTests.Chat;
using ChatOps.IntegrationTests.Rigs;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ChatOps.IntegrationTests.Slack;

/// <summary>The way out, against a Slack that judges each call as the real one would; what holds for every platform is in <see cref="ChatPlatformContract"/>.</summary>
public sealed class SlackOutTests : IAsyncLifetime
{
    private static readonly Conversation Incidents = new("slack", "CINCIDENT");
    private static readonly Conversation NotInvited = new("slack", "CGENERAL");
    private static readonly Message Working = Message.Titled("Restarting", Tone.Working);
    private static readonly Message Done = Message.Titled("Restarted", Tone.Good);

    private FakeSlack? _started;
    private ServiceProvider? _services;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private FakeSlack Slack => _started ?? throw new InvalidOperationException("Not started.");

    private ServiceProvider Services => _services ?? throw new InvalidOperationException("Not started.");

    private IChatPlatform Bot => Services.GetRequiredService<IChatPlatform>();

    public async ValueTask InitializeAsync()
    {
        _started = await FakeSlack.StartAsync(Stop);
        _services = BotWith(FakeSlack.BotToken, Slack.ApiBaseUrl);
    }

    [Fact]
    public async Task A_living_message_is_posted_once_and_then_changes()
    {
        var id = await Bot.PostAsync(Incidents, Working.Text("Asked for by alice."), Stop);
        await Bot.UpdateAsync(Incidents, id, Done.Field("Took", "48 s"), Stop);

        var message = (await Slack.MessagesAsync("CINCIDENT", Stop)).ShouldHaveSingleItem();
        id.ShouldBe($"CINCIDENT/{message.Ts}");
        message.Text.ShouldBe("✅ Restarted\nTook: 48 s");
        message.Blocks.ShouldNotBeNull().GetArrayLength().ShouldBe(2);
        (await Slack.CallsAsync(Stop)).Select(call => (call.Method, call.Ok)).ShouldBe(
            [("chat.postMessage", true), ("chat.update", true)]);
    }

    [Fact]
    public async Task A_channel_given_by_name_is_updated_by_its_id()
    {
        var byName = Incidents with { Channel = "#incidents" };

        var id = await Bot.PostAsync(byName, Working, Stop);
        await Bot.UpdateAsync(byName, id, Done, Stop);

        (await Slack.MessagesAsync("CINCIDENT", Stop)).ShouldHaveSingleItem().Text.ShouldBe("✅ Restarted");
    }

    [Fact]
    public async Task Hostile_and_huge_messages_are_taken_and_ping_nobody()
    {
        foreach (var message in Extremes.Messages)
        {
            var id = await Bot.PostAsync(Incidents, message, Stop);
            await Bot.UpdateAsync(Incidents, id, message, Stop);
        }

        var calls = await Slack.CallsAsync(Stop);
        calls.Count.ShouldBe(2 * Extremes.Messages.Count);
        calls.ShouldAllBe(call => call.Ok && call.Error == null);
        foreach (var call in calls)
        {
            var text = call.Args.ShouldNotBeNull().GetProperty("text").GetString().ShouldNotBeNull();
            text.ShouldNotContain("<");
            JsonSerializer.Serialize(call.Args).ShouldNotContain("mrkdwn");
        }
    }

    [Theory]
    [InlineData("CGENERAL", "not_in_channel")]
    [InlineData("CNOWHERE", "channel_not_found")]
    [InlineData("COLD", "is_archived")]
    public async Task A_channel_that_can_not_be_posted_to_is_a_refusal(string channel, string error)
    {
        var refused = await Should.ThrowAsync<ChatRefusedException>(
            () => Bot.PostAsync(new("slack", channel), Working, Stop));

        refused.Message.ShouldContain(channel);
        refused.Message.ShouldEndWith($"(Slack: {error})");
    }

    [Fact]
    public async Task A_token_that_slack_does_not_know_is_a_refusal()
    {
        await using var stranger = BotWith("xoxb-stranger", Slack.ApiBaseUrl);

        var refused = await Should.ThrowAsync<ChatRefusedException>(
            () => stranger.GetRequiredService<IChatPlatform>().PostAsync(Incidents, Working, Stop));

        refused.Message.ShouldContain("set Slack:BotToken");
        refused.Message.ShouldNotContain("xoxb-stranger");
    }

    [Fact]
    public async Task Where_the_bot_is_not_invited_the_response_url_carries_the_message_to_its_end()
    {
        var url = await Slack.IssueResponseUrlAsync(Stop);
        Services.GetRequiredService<ResponseUrls>().Keep("CGENERAL", url.AbsoluteUri);

        var id = await Bot.PostAsync(NotInvited, Working, Stop);
        for (var update = 0; update < 20; update++)
        {
            await Bot.UpdateAsync(NotInvited, id, Working, Stop);
        }

        await Bot.UpdateAsync(NotInvited, id, Done, Stop);

        var sent = (await Slack.CallsAsync(Stop)).Where(call => call.Kind is "response_url").ToList();
        sent.ShouldAllBe(call => call.Ok);
        sent.Count.ShouldBe(2);
        sent[0].Body.ShouldNotBeNull().GetProperty("response_type").GetString().ShouldBe("in_channel");
        sent[1].Body.ShouldNotBeNull().GetProperty("replace_original").GetBoolean().ShouldBeTrue();
        sent[1].Body.ShouldNotBeNull().GetProperty("text").GetString().ShouldBe("✅ Restarted");
    }

    [Fact]
    public async Task A_response_url_that_slack_has_forgotten_is_a_refusal()
    {
        var url = await Slack.IssueResponseUrlAsync(Stop, age: TimeSpan.FromMinutes(31));
        Services.GetRequiredService<ResponseUrls>().Keep("CGENERAL", url.AbsoluteUri);

        var refused = await Should.ThrowAsync<ChatRefusedException>(() => Bot.PostAsync(NotInvited, Working, Stop));

        refused.Message.ShouldContain("/invite");
        refused.ToString().ShouldNotContain(url.AbsolutePath);
    }

    public async ValueTask DisposeAsync()
    {
        await Services.DisposeAsync();
        await Slack.DisposeAsync();
    }

    private static ServiceProvider BotWith(string token, Uri apiBaseUrl)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Slack:SigningSecret"] = "0123456789abcdef0123456789abcdef",
            ["Slack:BotToken"] = token,
            ["Slack:ApiBaseUrl"] = apiBaseUrl.AbsoluteUri,
            ["Slack:ResponseUrlHosts:0"] = "127.0.0.1",
        }).Build();
        return new ServiceCollection().AddLogging().AddSlack(configuration).BuildServiceProvider();
    }
}
