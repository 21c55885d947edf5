using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Shouldly;
using Xunit;

namespace ChatOps.IntegrationTests.Rigs;

public sealed class FakeSlackTests : IAsyncLifetime
{
    private readonly HttpClient _bot = new();
    private FakeSlack? _started;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private FakeSlack Slack => _started ?? throw new InvalidOperationException("Not started.");

    public async ValueTask InitializeAsync()
    {
        _started = await FakeSlack.StartAsync(Stop);
        _bot.BaseAddress = _started.ApiBaseUrl;
        _bot.DefaultRequestHeaders.Authorization = new("Bearer", FakeSlack.BotToken);
    }

    [Fact]
    public async Task A_posted_message_is_seen_in_its_channel_until_it_is_updated()
    {
        var posted = await CallAsync("chat.postMessage", new { channel = "CINCIDENT", text = "one" });
        var ts = posted.GetProperty("ts").GetString();

        await CallAsync("chat.update", new { channel = "CINCIDENT", ts, text = "two" });

        var message = (await Slack.MessagesAsync("CINCIDENT", Stop)).ShouldHaveSingleItem();
        message.Ts.ShouldBe(ts);
        message.Text.ShouldBe("two");
        (await Slack.CallsAsync(Stop)).Select(call => call.Method).ShouldBe(["chat.postMessage", "chat.update"]);
    }

    [Fact]
    public async Task A_refused_call_is_remembered_with_its_reason()
    {
        await CallAsync("chat.postMessage", new { channel = "CGENERAL", text = "not invited" });

        var call = (await Slack.CallsAsync("chat.postMessage", Stop)).ShouldHaveSingleItem();
        call.Ok.ShouldBeFalse();
        call.Error.ShouldBe("not_in_channel");
        call.Args!.Value.GetProperty("text").GetString().ShouldBe("not invited");
    }

    [Fact]
    public async Task A_fault_befalls_as_many_calls_as_it_says()
    {
        await Slack.FailAsync(new("chat.postMessage") { Http = 429, RetryAfter = 3 }, Stop);

        using var limited = await _bot.PostAsJsonAsync("chat.postMessage", new { channel = "CINCIDENT", text = "a" }, Stop);
        var next = await CallAsync("chat.postMessage", new { channel = "CINCIDENT", text = "a" });

        limited.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        limited.Headers.RetryAfter.ShouldBe(new RetryConditionHeaderValue(TimeSpan.FromSeconds(3)));
        next.GetProperty("ok").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task A_response_url_takes_an_answer_unless_it_is_too_old()
    {
        var fresh = await Slack.IssueResponseUrlAsync(Stop);
        var stale = await Slack.IssueResponseUrlAsync(Stop, age: TimeSpan.FromMinutes(31));

        using var taken = await _bot.PostAsJsonAsync(fresh, new { text = "done" }, Stop);
        using var refused = await _bot.PostAsJsonAsync(stale, new { text = "done" }, Stop);

        taken.StatusCode.ShouldBe(HttpStatusCode.OK);
        refused.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var calls = await Slack.CallsAsync(Stop);
        calls.Select(call => call.Kind).ShouldBe(["response_url", "response_url"]);
        calls[0].Body!.Value.GetProperty("text").GetString().ShouldBe("done");
    }

    [Fact]
    public async Task A_trigger_opens_one_modal()
    {
        var trigger = await Slack.IssueTriggerAsync(Stop);
        var modal = new { type = "modal", title = new { type = "plain_text", text = "Deny" }, blocks = Array.Empty<object>() };

        var first = await CallAsync("views.open", new { trigger_id = trigger, view = modal });
        var second = await CallAsync("views.open", new { trigger_id = trigger, view = modal });

        first.GetProperty("ok").GetBoolean().ShouldBeTrue();
        second.GetProperty("error").GetString().ShouldBe("exchanged_trigger_id");
    }

    [Fact]
    public async Task A_reset_forgets_what_was_said_and_planned()
    {
        await CallAsync("chat.postMessage", new { channel = "CINCIDENT", text = "a" });
        await Slack.FailAsync(new("*") { Http = 500 }, Stop);

        await Slack.ResetAsync(Stop);

        (await Slack.CallsAsync(Stop)).ShouldBeEmpty();
        (await Slack.MessagesAsync("CINCIDENT", Stop)).ShouldBeEmpty();
        (await CallAsync("auth.test", new { })).GetProperty("ok").GetBoolean().ShouldBeTrue();
    }

    public async ValueTask DisposeAsync()
    {
        _bot.Dispose();
        await Slack.DisposeAsync();
    }

    private async Task<JsonElement> CallAsync(string method, object arguments)
    {
        using var response = await _bot.PostAsJsonAsync(method, arguments, Stop);
        return await response.Content.ReadFromJsonAsync<JsonElement>(Stop);
    }
}
