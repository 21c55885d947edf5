using ChatOps.Audit.Following;
using ChatOps.Notices;
using ChatOps.Operations;
using ChatOps.Tests.Fakes;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace ChatOps.Tests.Notices;

/// <summary>Both who tell askers on one chat platform, at one host.</summary>
internal sealed class NoticeRig(TestDatabase database, OperationMessages messages, FakeChatPlatform platform)
{
    private readonly TrailFollowing[] _followings =
    [
        Follow(database, new AskerFollower(platform, database.Operations, Sender(database, messages, platform))),
        Follow(
            database,
            new FellowFollower(platform, database.Operations, database.Outbox, Sender(database, messages, platform))),
    ];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async Task EnlistAsync()
    {
        foreach (var following in _followings)
        {
            await following.EnlistAsync(Stop);
        }
    }

    /// <summary>More turns than there is anything to tell.</summary>
    public async Task TellAsync()
    {
        for (var turn = 0; turn < 10; turn++)
        {
            foreach (var following in _followings)
            {
                await following.TakeTurnAsync(Stop);
            }
        }
    }

    private static TrailFollowing Follow(TestDatabase database, ITrailFollower follower) =>
        new(follower, database.Following, NullLogger<TrailFollowing>.Instance);

    private static NoticeSender Sender(TestDatabase database, OperationMessages messages, FakeChatPlatform platform) =>
        new(platform, database.Outbox, new AskerNotices(messages), NullLogger<NoticeSender>.Instance);
}
