using ChatOps.Access;
using ChatOps.Chat;
using ChatOps.Tests.Desk;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Access;

/// <summary>A slip in the settings, saved while the bot runs, stops nothing and is told.</summary>
public sealed class AccessSettingsTests : IAsyncLifetime
{
    private static readonly Actor Otto = new("slack", "UOTTO", "otto");

    private readonly DeskRig _rig = new(
        new()
        {
            ["Access:Grants:0:Role"] = "Operator",
            ["Access:Grants:0:To"] = Otto.Key,
        });

    private AccessSettings Settings => _rig.Services.GetRequiredService<AccessSettings>();

    public ValueTask InitializeAsync() => _rig.InitializeAsync();

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    [Theory]
    [InlineData("Access:Grants:0:Role", "Operater", "Operater")]
    [InlineData("Access:Grants:0:To", "otto", "can't be 'otto'")]
    [InlineData("Access:Grnts:0", "x", "Grnts")]
    public async Task What_was_valid_stays_in_force_and_the_mistake_is_told(string setting, string value, string told)
    {
        (await _rig.SayAsync(Otto, "pods")).ShouldNotContain("role");
        Settings.Mistake.ShouldBeNull();

        try
        {
            _rig.Change(setting, value);
        }
        catch (Exception raised) when (raised is not ShouldAssertException)
        {
            // Reloading tells everybody who listens, and the options' own listener throws: in the host on a thread of its own.
        }

        (await _rig.SayAsync(Otto, "whoami")).ShouldStartWith("You are otto, an operator");
        Settings.Mistake.ShouldNotBeNull().ShouldContain(told);
    }

    [Fact]
    public async Task A_change_that_is_valid_counts_at_once()
    {
        (await _rig.SayAsync(Otto, "whoami")).ShouldStartWith("You are otto, an operator");

        _rig.Change("Access:Grants:0:Role", "Viewer");

        (await _rig.SayAsync(Otto, "whoami")).ShouldStartWith("You are otto, a viewer");
    }
}
