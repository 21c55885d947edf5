using ChatOps.Access;
using ChatOps.Chat;
using ChatOps.Commands;
using ChatOps.Tests.Fakes;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Access;

public sealed class GrantsTests
{
    private static readonly Actor Alice = new("slack", "UALICE", "alice");
    private static readonly Scope Restart = new("restart", [new("zodiac-cosmo-1172")], new("slack", "C1"));

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nothing_granted_is_nothing_allowed() => (await MayAsync(Restart)).ShouldBeFalse();

    [Fact]
    public async Task What_needs_no_role_is_for_everybody() =>
        (await FakeAccess.Grants().RefuseAsync(Alice, Role.None, Restart, Stop)).ShouldBeNull();

    [Fact]
    public async Task The_highest_grant_counts() =>
        (await MayAsync(Restart, new() { Role = Role.Approver, To = "slack:UALICE" }, new() { Role = Role.Viewer, To = "*" }))
            .ShouldBeTrue();

    [Theory]
    [InlineData("*", true)]
    [InlineData("slack:*", true)]
    [InlineData("slack:UALICE", true)]
    [InlineData("console:*", false)]
    [InlineData("console:UALICE", false)]
    [InlineData("slack:UALIC", false)]
    [InlineData("slack:UALICE2", false)]
    [InlineData("slack:alice", false)]
    [InlineData("slack:ualice", false)]
    [InlineData("", false)]
    public async Task A_grant_is_for_all_for_a_platform_or_for_an_immutable_id(string to, bool may) =>
        (await MayAsync(Restart, new Grant { Role = Role.Operator, To = to })).ShouldBe(may);

    [Theory]
    [InlineData("zodiac-cosmo-1172", "zodiac-cosmo-1172", true)]
    [InlineData("zodiac-*", "zodiac-cosmo-1172", true)]
    [InlineData("zodiac-?????-1172", "zodiac-cosmo-1172", true)]
    [InlineData("zodiac", "zodiac-cosmo-1172", false)]
    [InlineData("cosmo", "zodiac-cosmo-1172", false)]
    [InlineData("*", "zodiac-cosmo-1172", true)]
    [InlineData("*", "platform", false)]
    [InlineData("plat*", "platform", false)]
    [InlineData("platform", "platform", true)]
    [InlineData("zodiac-*", "zodiac-cosmo-1172 lunar-nuclear-3725", false)]
    [InlineData("*", null, false)]
    public async Task A_grant_for_some_deployments_is_for_no_others(string glob, string? areas, bool may)
    {
        var scope = Restart with { Areas = areas is null ? null : [.. areas.Split(' ').Select(name => new DeploymentName(name))] };

        (await MayAsync(scope, new Grant { Role = Role.Operator, To = "*", Deployments = [glob] })).ShouldBe(may);
    }

    [Theory]
    [InlineData("volume delete", "volume delete", true)]
    [InlineData("volume *", "volume delete", true)]
    [InlineData("volume", "volume delete", false)]
    [InlineData("volume *", "volumes", false)]
    [InlineData("restart", "volume delete", false)]
    public async Task A_grant_for_some_commands_is_for_no_others(string glob, string command, bool may) =>
        (await MayAsync(
            Restart with { Command = command }, new Grant { Role = Role.Operator, To = "*", Commands = [glob] }))
        .ShouldBe(may);

    [Theory]
    [InlineData("C1", true)]
    [InlineData("C2", false)]
    [InlineData("D1", false)]
    public async Task A_grant_for_some_channels_does_not_count_elsewhere(string channel, bool may) =>
        (await MayAsync(
            Restart with { Conversation = new("slack", channel) },
            new Grant { Role = Role.Operator, To = "*", Channels = ["C1"] }))
        .ShouldBe(may);

    private static async Task<bool> MayAsync(Scope scope, params Grant[] grants) =>
        await FakeAccess.Grants(grants).RefuseAsync(Alice, Role.Operator, scope, Stop) is null;
}
