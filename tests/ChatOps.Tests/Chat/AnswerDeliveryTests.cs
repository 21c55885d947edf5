using ChatOps.Chat;
using ChatOps.Chat.Answering;
using ChatOps.Tests.Cluster;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Chat;

/// <summary>A chat platform that is away, and the answers that wait for it.</summary>
public sealed class AnswerDeliveryTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly WaitingAnswers<Answer> _answers = new();
    private readonly List<(string Channel, TimeSpan At)> _tries = [];
    private readonly Lock _lock = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(null)]
    [InlineData(45)]
    public async Task It_is_delivered_when_the_platform_is_back_after_minutes(int? seconds)
    {
        TimeSpan? retryAfter = seconds is { } asked ? TimeSpan.FromSeconds(asked) : null;
        var back = TimeSpan.FromMinutes(3);

        await RunAsync(
            (_, at) => at < back ? new ChatUnavailableException("away", retryAfter) : null,
            () => Tries("one").Any(at => at >= back),
            "one");

        Tries("one").Count(at => at >= back).ShouldBe(1);
    }

    [Fact]
    public async Task It_is_let_go_after_some_minutes_and_holds_up_no_other_meanwhile()
    {
        var many = Enumerable.Range(0, 20).Select(number => $"away-{number}");

        await RunAsync(
            (channel, _) => channel == "last" ? null : new ChatUnavailableException("away"),
            () => Tries("last").Count == 1 && _time.GetUtcNow() - _time.Start > AnswerDelivery.Patience * 2,
            [.. many, "last"]);

        Tries("last").ShouldHaveSingleItem().ShouldBeLessThan(TimeSpan.FromSeconds(30), "it waits for none of the others");
        Tries("away-0").Count.ShouldBeGreaterThan(5);
        Tries("away-0").ShouldAllBe(at => at <= AnswerDelivery.Patience + TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task What_is_refused_is_not_tried_again()
    {
        await RunAsync(
            (_, _) => new ChatRefusedException("no"), () => _time.GetUtcNow() - _time.Start > AnswerDelivery.Patience, "one");

        Tries("one").ShouldHaveSingleItem();
    }

    private List<TimeSpan> Tries(string channel)
    {
        lock (_lock)
        {
            return [.. _tries.Where(each => each.Channel == channel).Select(each => each.At)];
        }
    }

    /// <summary>Lets the time pass, once all had their first try.</summary>
    /// <param name="trouble">What a channel answers at a time; null for that it took it.</param>
    private async Task RunAsync(Func<string, TimeSpan, Exception?> trouble, Func<bool> isOver, params IReadOnlyList<string> channels)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        foreach (var channel in channels)
        {
            _answers.Add(new(new("teams", channel)));
        }

        using var delivery = new AnswerDelivery<Answer>(_answers, _time, NullLogger<AnswerDelivery<Answer>>.Instance);
        var running = delivery.RunAsync((answer, _) => SendAsync(answer.Conversation.Channel, trouble), stop.Token);
        await Eventually.BecomesTrueAsync(() => channels.All(channel => Tries(channel).Count > 0));
        await Eventually.BecomesTrueAsync(isOver, _time);
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(running);
    }

    private Task SendAsync(string channel, Func<string, TimeSpan, Exception?> trouble)
    {
        var at = _time.GetUtcNow() - _time.Start;
        lock (_lock)
        {
            _tries.Add((channel, at));
        }

        return trouble(channel, at) is { } failed ? Task.FromException(failed) : Task.CompletedTask;
    }

    private sealed record Answer(Conversation Conversation) : IDirectAnswer;
}
