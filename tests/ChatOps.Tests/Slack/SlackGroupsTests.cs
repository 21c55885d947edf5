using System.Net;
using ChatOps.Access;
using ChatOps.Chat;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Slack;

public sealed class SlackGroupsTests : IAsyncLifetime
{
    private const string OnCall = "slack-group:SONCALL";
    private const string AliceAndBob = """{"ok":true,"users":["UALICE","UBOB"]}""";

    private static readonly Actor Alice = new("slack", "UALICE", "alice");
    private static readonly Actor Carol = new("slack", "UCAROL", "carol");

    private SlackHost _host = null!; // xunit awaits InitializeAsync before any test

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private IGroups Groups => _host.Services.GetRequiredService<IGroups>();

    public async ValueTask InitializeAsync() => _host = await SlackHost.StartAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Slack_says_who_is_in_a_group_and_is_believed_for_a_minute()
    {
        _host.Wire.Then(AliceAndBob).Then("""{"ok":true,"users":["UCAROL"]}""");

        (await Groups.IsMemberAsync(OnCall, Alice, Stop)).ShouldBeTrue();
        (await Groups.IsMemberAsync(OnCall, Carol, Stop)).ShouldBeFalse();
        _host.Time.Advance(BriefMemory.Freshness - TimeSpan.FromSeconds(1));
        (await Groups.IsMemberAsync(OnCall, Alice, Stop)).ShouldBeTrue();
        _host.Wire.Requests.ShouldHaveSingleItem().Address
            .ShouldBe(new("https://slack.com/api/usergroups.users.list?usergroup=SONCALL"));

        _host.Time.Advance(TimeSpan.FromSeconds(1));
        (await Groups.IsMemberAsync(OnCall, Alice, Stop)).ShouldBeFalse();
        (await Groups.IsMemberAsync(OnCall, Carol, Stop)).ShouldBeTrue();
    }

    [Theory]
    [InlineData("slack-group:SONCALL", "teams")]
    [InlineData("discord-group:SONCALL", "slack")]
    public async Task What_belongs_to_another_platform_is_not_asked_for(string group, string platform)
    {
        (await Groups.IsMemberAsync(group, Alice with { Platform = platform }, Stop)).ShouldBeFalse();

        _host.Wire.Requests.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("no_such_subteam", "Slack has no user group SONCALL: Access:Grants wants the group's id, like S0123ABCD. (Slack: no_such_subteam)")]
    [InlineData("plan_upgrade_required", "User groups need a paid Slack plan: grant roles to people instead. (Slack: plan_upgrade_required)")]
    [InlineData("missing_scope", "The Slack app lacks the scope usergroups:read: add it and install the app again. (Slack: missing_scope)")]
    public async Task A_no_says_what_to_do(string error, string words)
    {
        _host.Wire.Then($$"""{"ok":false,"error":"{{error}}","needed":"usergroups:read"}""");

        var ask = () => Groups.IsMemberAsync(OnCall, Alice, Stop);

        (await ask.ShouldThrowAsync<ChatRefusedException>()).Message.ShouldBe(words);
    }

    [Fact]
    public async Task While_slack_is_away_an_old_answer_is_not_believed()
    {
        _host.Wire.Then(AliceAndBob).Then(HttpStatusCode.TooManyRequests, retryAfter: 60);
        (await Groups.IsMemberAsync(OnCall, Alice, Stop)).ShouldBeTrue();
        _host.Time.Advance(BriefMemory.Freshness);

        var ask = () => Groups.IsMemberAsync(OnCall, Alice, Stop);

        (await ask.ShouldThrowAsync<ChatUnavailableException>()).RetryAfter.ShouldBe(TimeSpan.FromSeconds(60));
    }
}
