using ChatOps.Chat;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Desk;

/// <summary>What looks like a secret is masked before it is understood, and never changes what is understood.</summary>
public sealed class SecretWordsTests : IAsyncLifetime
{
    private static readonly Actor Otto = new("slack", "UOTTO", "otto");

    private readonly DeskRig _rig = new(new() { ["Access:Grants:0:Role"] = "Operator", ["Access:Grants:0:To"] = Otto.Key });

    public ValueTask InitializeAsync() => _rig.InitializeAsync();

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    [Fact]
    public async Task A_mask_that_would_cover_an_option_leaves_nothing_to_be_done()
    {
        (await _rig.SayAsync(Otto, "restart worker zodiac-cosmo-1172 --reason \"rotated the token:\" --pod \"worker-0\"")).ShouldBe(
            "There seems to be a secret in it, and where it ends can't be told, so nothing was done.\nSay it again without the secret.");

        _rig.Jobs.Queued.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_secret_in_a_reason_is_kept_nowhere()
    {
        await _rig.SayAsync(Otto, "restart worker zodiac-cosmo-1172 --reason \"new password: hunter2\"");

        var operation = (await _rig.Database.Operations.FindAsync(1, TestContext.Current.CancellationToken)).ShouldNotBeNull();
        operation.Text.ShouldBe("restart worker zodiac-cosmo-1172 --reason \"new password: ***\"");
    }

    [Fact]
    public async Task How_many_secrets_a_quota_allows_is_an_amount() =>
        (await _rig.SayAsync(Otto, "quota set zodiac-cosmo-1172 secrets=20")).ShouldNotContain("***");
}
