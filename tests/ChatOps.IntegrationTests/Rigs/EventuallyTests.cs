using Shouldly;
using Xunit;

namespace ChatOps.IntegrationTests.Rigs;

public sealed class EventuallyTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_comes_true_later_is_returned()
    {
        var looks = 0;

        var seen = await Eventually.SeeAsync("a third look", _ => Task.FromResult(++looks), look => look == 3, Stop);

        seen.ShouldBe(3);
    }

    [Fact]
    public async Task The_deadline_says_what_was_waited_for_and_what_was_there()
    {
        var late = await Should.ThrowAsync<TimeoutException>(() => Eventually.SeeAsync(
            "the pod is ready", _ => Task.FromResult("Pending"), state => state == "Ready", Stop, within: TimeSpan.Zero));

        late.Message.ShouldBe("Not within 0 s: the pod is ready. Last seen: Pending");
    }

    [Fact]
    public async Task A_look_that_throws_is_tried_again_and_told_at_the_deadline()
    {
        var late = await Should.ThrowAsync<TimeoutException>(() => Eventually.TrueAsync(
            "it listens", _ => throw new HttpRequestException("refused"), Stop, within: TimeSpan.Zero));

        late.Message.ShouldEndWith("Last seen: HttpRequestException: refused");
    }
}
