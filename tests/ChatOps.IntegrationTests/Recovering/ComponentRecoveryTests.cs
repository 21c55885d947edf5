using ChatOps.IntegrationTests.Rigs;
using ChatOps.Operations;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace ChatOps.IntegrationTests.Recovering;

/// <summary>What keeps its data on a volume is recovered as Prometheus is, by two people, and says what its own loss means.</summary>
public sealed class ComponentRecoveryTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private LadderRig _rig = null!; // both set before each test by InitializeAsync
    private HostProcess _host = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private SlackUser Alice => new(_host.Client, _rig.Slack);

    private SlackUser Bob => new(_host.Client, _rig.Slack, "UBOB");

    public async ValueTask InitializeAsync()
    {
        _rig = await LadderRig.StartNewAsync(Stop);
        _host = await HostProcess.StartNewAsync(_rig.Settings("a"), Stop);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _rig.DisposeAsync();
    }

    [Fact]
    public async Task The_registry_and_a_redis_end_green_on_new_claims_and_approvers_read_what_is_lost()
    {
        await RecoverAsync(
            new Wish("registry", "registry of the platform", "All images are lost: each deployment has to be deployed again"),
            new Place("astronomer-ee", "registry-data-volume-solitary-lightningbug-registry-0", "solitary-lightningbug-registry"));
        await RecoverAsync(
            new Wish("redis zodiac-cosmo-1172", "redis of zodiac-cosmo-1172", "All queued tasks are lost to the workers; running ones go on."),
            new Place("astronomer-ee-zodiac-cosmo-1172", "redis-db-zodiac-cosmo-1172-redis-0", "zodiac-cosmo-1172-redis"));
    }

    private async Task RecoverAsync(Wish wish, Place place)
    {
        var kubectl = _rig.KubectlIn(place.Namespace);
        var before = await UidAsync();

        (await Alice.SayAsync($"recover {wish.Component} --from volume", Stop)).ShouldContain("awaits approval");
        var id = await NewestAsync();
        var plan = await CardAsync($"Recovery of {wish.Subject} awaits approval");
        plan.ShouldContain(wish.Loss);
        (await Alice.SayAsync($"approve {id}", Stop)).ShouldNotContain("You approved");
        (await Bob.SayAsync($"approve {id}", Stop)).ShouldContain("You approved");

        await CardAsync($"Recovered {wish.Subject}");
        await using var database = _host.OpenDatabase();
        (await database.Operations.SingleAsync(operation => operation.Id == id, Stop)).State.ShouldBe(OperationState.Succeeded);
        (await UidAsync()).ShouldNotBe(before);
        (await kubectl.RunAsync(Stop, "get", "statefulset", place.Set, "-o", "jsonpath={.spec.replicas} {.status.readyReplicas}"))
            .ShouldBe("1 1");

        Task<string> UidAsync() => kubectl.RunAsync(Stop, "get", "pvc", place.Claim, "-o", "jsonpath={.metadata.uid} {.status.phase}");
    }

    private async Task<int> NewestAsync()
    {
        await using var database = _host.OpenDatabase();
        return await database.Operations.MaxAsync(operation => operation.Id, Stop);
    }

    /// <summary>The operation's own message, once it has this title.</summary>
    private async Task<string> CardAsync(string title) => (await Eventually.SeeAsync(
        $"the message says: {title}",
        async stop => (await _rig.Slack.MessagesAsync("CINCIDENT", stop)).FirstOrDefault(
            message => message.Text.Contains(title, StringComparison.Ordinal)),
        message => message is not null,
        Stop,
        Patience))!.Text; // it is there once it is seen

    private sealed record Wish(string Component, string Subject, string Loss);

    private sealed record Place(string Namespace, string Claim, string Set);
}
