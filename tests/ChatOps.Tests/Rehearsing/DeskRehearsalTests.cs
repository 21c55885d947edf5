using ChatOps.Rehearsing;
using ChatOps.Tests.Cluster;
using ChatOps.Tests.Desk;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Rehearsing;

public sealed class DeskRehearsalTests : IAsyncLifetime
{
    private readonly DeskRig _rig = new([]);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _rig.InitializeAsync();

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    [Fact]
    public async Task A_neighbour_that_says_nothing_does_not_keep_the_bot_from_being_ready()
    {
        _rig.Houston.Hangs = true;

        var rehearsing = _rig.Services.GetRequiredService<IRehearsal>().RehearseAsync(Stop);

        await Eventually.BecomesTrueAsync(() => rehearsing.IsCompleted, _rig.Time);
        await rehearsing;
        _rig.Houston.Changes.ShouldBeEmpty();
    }
}
