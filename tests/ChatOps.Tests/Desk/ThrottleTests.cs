using ChatOps.Chat;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Desk;

/// <summary>Who says too much is asked for patience, and whoever wants to stop something is heard all the same.</summary>
public sealed class ThrottleTests : IAsyncLifetime
{
    private const string Forced = "restart worker zodiac-cosmo-1172 --force";
    private static readonly Actor Otto = new("slack", "UOTTO", "otto");
    private static readonly Actor OttoAtHome = new("console", "otto", "Otto");
    private static readonly Actor Anna = new("slack", "UANNA", "anna");

    private readonly DeskRig _rig = new(
        new()
        {
            ["Access:Grants:0:Role"] = "Approver",
            ["Access:Grants:0:To"] = "*",
            ["Access:People:0:Name"] = "Otto",
            ["Access:People:0:Slack:0"] = Otto.Id,
            ["Access:People:0:Console:0"] = OttoAtHome.Id,
            ["Limits:PerPerson"] = "2",
            ["Limits:PerChannel"] = "3",
        });

    public ValueTask InitializeAsync() => _rig.InitializeAsync();

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    [Fact]
    public async Task One_person_is_asked_for_patience_from_whichever_account_and_nobody_else_is()
    {
        await _rig.SayAsync(Otto, "pods");
        await _rig.SayAsync(OttoAtHome, "pods");

        var answer = await _rig.SayAsync(Otto, "pods", channel: "C2");

        answer.ShouldStartWith("That is more than 2 commands of yours within a minute, so this one was not taken.\nSend it again in ");
        answer.ShouldEndWith("approve, deny and cancel have a count of their own.");
        (await _rig.SayAsync(Anna, "pods", channel: "C2")).ShouldNotContain("more than");
        _rig.Measured.Sums.ShouldContainKeyAndValue("chatops.commands command=pods platform=slack outcome=throttled", 1d);
    }

    [Fact]
    public async Task A_channel_is_asked_for_patience_as_a_whole()
    {
        await _rig.SayAsync(Otto, "pods");
        await _rig.SayAsync(Otto, "pods");
        await _rig.SayAsync(Anna, "pods");

        (await _rig.SayAsync(Anna, "pods")).ShouldStartWith("That is more than 3 commands in this channel within a minute, so yours was not taken.");
    }

    [Theory]
    [InlineData("good morning")]
    [InlineData("pdos")]
    public async Task What_is_no_command_counts_as_one(string text)
    {
        await _rig.SayAsync(Otto, text);
        await _rig.SayAsync(Otto, text);

        (await _rig.SayAsync(Otto, text)).ShouldStartWith("That is more than 2 commands of yours within a minute");
        (await _rig.SayAsync(Otto, "pods")).ShouldStartWith("That is more than 2 commands of yours within a minute");
        _rig.Measured.Sums.ShouldContainKeyAndValue("chatops.commands command=none platform=slack outcome=misunderstood", 2d);
        _rig.Measured.Sums.ShouldContainKeyAndValue("chatops.commands command=none platform=slack outcome=throttled", 1d);
    }

    [Fact]
    public async Task What_is_to_be_stopped_is_stopped()
    {
        await _rig.SayAsync(Otto, Forced);
        await _rig.SayAsync(Otto, "pods");
        (await _rig.SayAsync(Otto, "pods")).ShouldContain("more than 2");

        (await _rig.SayAsync(Otto, "cancel 1")).ShouldNotContain("more than");
    }
}
