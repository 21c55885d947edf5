using ChatOps.IntegrationTests.Rigs;
using Shouldly;
using Xunit;

namespace ChatOps.IntegrationTests.Restarting;

/// <summary>The whole way: a signed slash command in, a pod replaced in the cluster, a living message in the channel.</summary>
public sealed class RestartBySlackTests : IAsyncLifetime
{
    private const string Zodiac = "astronomer-ee-zodiac-cosmo-1172";

    private FakeSlack _slack = null!; // both are set before each test by InitializeAsync
    private HostProcess _host = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private PodsOf Schedulers => PodsOf(Zodiac, "scheduler");

    public async ValueTask InitializeAsync()
    {
        _slack = await FakeSlack.StartAsync(Stop);
        _host = await HostProcess.StartNewAsync(SlackUser.SettingsFor(_slack), Stop);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _slack.DisposeAsync();
    }

    [Fact]
    public async Task A_scheduler_is_replaced_and_its_message_goes_through_its_states()
    {
        var before = (await Schedulers.NowAsync(Stop)).ShouldHaveSingleItem();

        var answer = await Alice().SayAsync("restart scheduler zodiac-cosmo-1172", Stop);

        answer.ShouldContain("Restarting scheduler of zodiac-cosmo-1172: operation 1");
        var after = await Eventually.SeeAsync(
            "another scheduler is ready", Schedulers.NowAsync, pods => pods is [{ IsUp: true } pod] && pod.Uid != before.Uid, Stop);
        after[0].Name.ShouldStartWith("zodiac-cosmo-1172-scheduler-5bf6db96c4-");
        var message = await EndedMessageAsync("CINCIDENT");
        message.Text.ShouldContain("[x] Delete scheduler-5bf6db96c4-f5c2z");
        message.Text.ShouldContain("[x] Wait for its successor");
        var calls = await _slack.CallsAsync(Stop);
        calls.ShouldAllBe(call => call.Ok);
        calls.Select(call => call.Method).Distinct().ShouldBe(["chat.postMessage", "chat.update"]);
        var verified = await _host.RunAsync(Stop, "audit", "verify");
        verified.Status.ShouldBe(0, verified.Output);
        verified.Output.ShouldContain("The audit trail is intact: 8 entries");
    }

    [Fact]
    public async Task Three_workers_are_replaced_one_at_a_time_as_they_were_asked_for()
    {
        var workers = PodsOf("astronomer-ee-lunar-nuclear-3725", "worker");
        var before = await workers.NowAsync(Stop);

        for (var ordinal = 0; ordinal < before.Count; ordinal++)
        {
            (await Alice().SayAsync($"restart worker lunar-nuclear-3725 --pod worker-{ordinal}", Stop))
                .ShouldContain($"Restarting worker of lunar-nuclear-3725: operation {ordinal + 1}");
            (await Alice().SayAsync("restart worker lunar-nuclear-3725", Stop))
                .ShouldContain($"Operation {ordinal + 1} by alice is at it already, so yours was not started.");
            await MessagesToldAsync("CINCIDENT", "Restarted worker of lunar-nuclear-3725", ordinal + 1);
            var now = await workers.NowAsync(Stop);
            now.Count(pod => pod.IsUp).ShouldBe(before.Count);
            now.Select(pod => pod.Uid).Except(before.Select(pod => pod.Uid)).Count().ShouldBe(ordinal + 1);
        }

        (await workers.KilledAsync(Stop)).ShouldBe(before.Select(pod => pod.Uid), ignoreOrder: true);
    }

    [Fact]
    public async Task The_same_delivery_twice_replaces_one_pod()
    {
        var first = await Alice().SayOnceAsync("restart scheduler zodiac-cosmo-1172", "1.2.3", Stop);
        var second = await Alice().SayOnceAsync("restart scheduler zodiac-cosmo-1172", "1.2.3", Stop);
        await EndedMessageAsync("CINCIDENT");
        var third = await Alice().SayOnceAsync("restart scheduler zodiac-cosmo-1172", "1.2.3", Stop);

        second.ShouldBe(first);
        third.ShouldContain("operation 1");
        (await Schedulers.KilledAsync(Stop)).Count.ShouldBe(1);
        var posts = await _slack.CallsAsync("chat.postMessage", Stop);
        posts.Count.ShouldBe(2, "the operation's message, and the call to its asker when it ended");
    }

    [Fact]
    public async Task Where_the_bot_is_no_member_the_message_goes_by_the_commands_own_response_url()
    {
        await Alice("CGENERAL").SayAsync("restart scheduler zodiac-cosmo-1172", Stop);

        var shown = await Eventually.SeeAsync(
            "the end is told by the response URL",
            async stop => (await _slack.CallsAsync(stop)).LastOrDefault(call => call is { Kind: "response_url", Ok: true }),
            call => $"{call?.Body}".Contains("Restarted scheduler of zodiac-cosmo-1172", StringComparison.Ordinal),
            Stop);
        shown.ShouldNotBeNull();
    }

    [Fact]
    public async Task Slack_away_for_a_while_still_sees_the_end()
    {
        await _slack.FailAsync(new SlackFault("*") { Http = 503, Times = 4 }, Stop);

        await Alice().SayAsync("restart scheduler zodiac-cosmo-1172", Stop);

        (await EndedMessageAsync("CINCIDENT")).Text.ShouldContain("Restarted scheduler of zodiac-cosmo-1172");
    }

    [Theory]
    [InlineData("restart scheduler zodiac-cosmo-1127", "There is no deployment zodiac-cosmo-1127.")]
    [InlineData("restart triggerer zodiac-cosmo-1172", "zodiac-cosmo-1172 has no triggerer.")]
    [InlineData("restart", "restart scheduler zodiac-cosmo-1172")]
    [InlineData("retsart scheduler", "restart")]
    [InlineData("restart scheduler &lt;!channel&gt;", "&lt;!channel&gt;")]
    public async Task What_can_not_be_done_is_answered_in_words(string text, string expected)
    {
        var answer = await Alice().SayAsync(text, Stop);

        answer.ShouldContain(expected);
        (await _slack.CallsAsync(Stop)).ShouldBeEmpty();
    }

    private SlackUser Alice(string channel = "CINCIDENT") => new(_host.Client, _slack, "UALICE", channel);

    private PodsOf PodsOf(string @namespace, string component) =>
        new(new Kubectl(Path.Combine(_host.DataFolder, "simulator.kubeconfig")), @namespace, component);

    private async Task<SlackMessage> EndedMessageAsync(string channel) =>
        (await MessagesToldAsync(channel, "Restarted", count: 1))[0];

    /// <summary>
    /// The operations' messages, once there are that many, each tells this and so does one call to its asker, in its thread.
    /// </summary>
    private async Task<IReadOnlyList<SlackMessage>> MessagesToldAsync(string channel, string told, int count)
    {
        var all = await Eventually.SeeAsync(
            $"{count} living messages tell the end, and so do as many calls to the askers",
            stop => _slack.MessagesAsync(channel, stop),
            messages => messages.Count == 2 * count
                && messages.All(message => message.Text.Contains(told, StringComparison.Ordinal)),
            Stop,
            within: TimeSpan.FromSeconds(90));
        var living = all.Where(message => message.ThreadTs is null).ToList();
        all.Where(message => message.ThreadTs is not null).Select(message => message.ThreadTs)
            .ShouldBe(living.Select(message => message.Ts), ignoreOrder: true);
        return living;
    }
}
