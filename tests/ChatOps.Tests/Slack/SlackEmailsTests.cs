using ChatOps.Access;
using ChatOps.Adapters.Slack.Identity;
using ChatOps.Chat;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Slack;

public sealed class SlackEmailsTests : IAsyncLifetime
{
    private static readonly Actor Alice = new("slack", "UALICE", "alice");

    private SlackHost _host = null!; // xunit awaits InitializeAsync before any test

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private IEmails Emails => _host.Services.GetRequiredService<IEmails>();

    public async ValueTask InitializeAsync()
    {
        _host = await SlackHost.StartAsync(SlackHost.WorkingWith("Slack:TeamId", ""));
        _host.Services.GetRequiredService<SlackIdentity>().Found(new("UBOT", "chatops", "T1"));
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Slack_vouches_for_the_address_of_a_member_and_is_believed_for_a_minute()
    {
        _host.Wire.Then(User("")).Then(User("").Replace("alice@", "renamed@"));

        (await Emails.FindAsync(Alice, Stop)).ShouldBe("alice@example.com");
        _host.Time.Advance(BriefMemory.Freshness - TimeSpan.FromSeconds(1));
        (await Emails.FindAsync(Alice, Stop)).ShouldBe("alice@example.com");
        _host.Wire.Requests.ShouldHaveSingleItem().Address.ShouldBe(new("https://slack.com/api/users.info?user=UALICE"));

        _host.Time.Advance(TimeSpan.FromSeconds(1));
        (await Emails.FindAsync(Alice, Stop)).ShouldBe("renamed@example.com");
    }

    [Theory]
    [InlineData("\"deleted\":true,")]
    [InlineData("\"is_bot\":true,")]
    [InlineData("\"is_restricted\":true,")]
    [InlineData("\"is_ultra_restricted\":true,")]
    [InlineData("\"is_stranger\":true,")]
    [InlineData("\"is_email_confirmed\":false,")]
    public async Task Guests_bots_strangers_and_closed_accounts_have_no_address(string standing)
    {
        _host.Wire.Then(User(standing));

        (await Emails.FindAsync(Alice, Stop)).ShouldBeNull();
    }

    [Fact]
    public async Task Somebody_of_another_workspace_has_no_address()
    {
        _host.Wire.Then(User("").Replace("\"T1\"", "\"T2\""));

        (await Emails.FindAsync(Alice, Stop)).ShouldBeNull();
    }

    [Fact]
    public async Task Somebody_without_an_address_has_none()
    {
        _host.Wire.Then("""{"ok":true,"user":{"id":"UALICE","team_id":"T1","profile":{}}}""");

        (await Emails.FindAsync(Alice, Stop)).ShouldBeNull();
    }

    [Fact]
    public async Task Accounts_of_other_platforms_are_not_asked_for()
    {
        (await Emails.FindAsync(Alice with { Platform = "teams" }, Stop)).ShouldBeNull();

        _host.Wire.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Before_slack_has_said_which_workspace_is_the_bots_nobody_is_taken_for_its_own()
    {
        await using var host = await SlackHost.StartAsync();
        var ask = () => host.Services.GetRequiredService<IEmails>().FindAsync(Alice, Stop);

        await ask.ShouldThrowAsync<ChatUnavailableException>();
    }

    [Theory]
    [InlineData("user_not_found", "Slack does not show UALICE to the bot. (Slack: user_not_found)")]
    [InlineData("missing_scope", "The Slack app lacks the scope users:read.email: add it and install the app again. (Slack: missing_scope)")]
    public async Task A_no_says_what_to_do(string error, string words)
    {
        _host.Wire.Then($$"""{"ok":false,"error":"{{error}}","needed":"users:read.email"}""");

        var ask = () => Emails.FindAsync(Alice, Stop);

        (await ask.ShouldThrowAsync<ChatRefusedException>()).Message.ShouldBe(words);
    }

    private static string User(string standing) =>
        $$"""{"ok":true,"user":{"id":"UALICE","team_id":"T1",{{standing}}"profile":{"email":"alice@example.com"} } }""";
}
