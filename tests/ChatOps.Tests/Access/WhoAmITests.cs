using ChatOps.Chat;
using ChatOps.Tests.Desk;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Access;

public sealed class WhoAmITests : IAsyncLifetime
{
    private static readonly Actor Otto = new("slack", "UOTTO", "UOTTO");

    private readonly DeskRig _rig = new(
        new()
        {
            ["Access:People:0:Name"] = "Otto",
            ["Access:People:0:Slack:0"] = "UOTTO",
            ["Access:People:0:Console:0"] = "otto",
            ["Access:People:0:Email"] = "otto@example.com",
            ["Access:Grants:0:Role"] = "Viewer",
            ["Access:Grants:0:To"] = "email:*@example.com",
            ["Access:Grants:1:Role"] = "Operator",
            ["Access:Grants:1:To"] = "console:otto",
            ["Access:Grants:1:Deployments:0"] = "zodiac-*",
            ["Access:Grants:1:Deployments:1"] = "platform",
            ["Access:Grants:1:Commands:0"] = "restart",
            ["Access:Grants:1:Channels:0"] = "C1",
            ["Access:Grants:2:Role"] = "Admin",
            ["Access:Grants:2:To"] = "slack:UADAM",
        });

    public ValueTask InitializeAsync() => _rig.InitializeAsync();

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    [Fact]
    public async Task Somebody_known_is_told_their_accounts_roles_and_why_they_have_them()
    {
        var lines = (await _rig.SayAsync(Otto, "whoami")).Split('\n');

        lines[..^1].ShouldBe(
        [
            "You are Otto, an operator for some",
            "Accounts: slack:UOTTO",
            "console:otto",
            "E-mail: o…@example.com",
            "ROLE      FOR                                    GRANTED TO",
            "operator  zodiac-*, platform; to restart; in C1  console:otto",
            "viewer    everything                             email:*@example.com",
        ]);
        lines[^1].ShouldStartWith("You may say here: help, pods, ");
        lines[^1].ShouldEndWith(", restart");
        lines[^1].ShouldNotContain("approve");
        lines[^1].ShouldNotContain("volume delete");
    }

    [Fact]
    public async Task A_stranger_is_told_so_and_what_to_do_about_it() =>
        (await _rig.SayAsync(new("slack", "UEVE", "eve"), "whoami")).ShouldBe(
            """
            You are eve, who has no role yet
            Account: slack:UEVE; the settings name nobody with it (Access:People)
            Roles are granted in Access:Grants; show this to whoever keeps the bot's settings.
            You may say here: help, whoami
            """);

    [Fact]
    public async Task Help_shows_an_operator_what_they_may_run_and_no_more()
    {
        var help = await _rig.SayAsync(Otto, "help");

        help.ShouldContain("pods");
        help.ShouldContain("restart <component>");
        help.ShouldNotContain("volume delete");
        help.ShouldNotContain("approve");
        (await _rig.SayAsync(Otto, "help", channel: "C2")).ShouldNotContain("restart <component>", Case.Insensitive, "it is granted in C1 alone");
    }

    [Fact]
    public async Task Help_shows_a_stranger_nothing_else()
    {
        var help = await _rig.SayAsync(new("slack", "UEVE", "eve"), "help");

        help.ShouldContain("whoami");
        help.ShouldNotContain("pods  ");
        help.ShouldNotContain("restart");
    }
}
