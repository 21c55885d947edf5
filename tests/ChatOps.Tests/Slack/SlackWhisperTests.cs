using System.Text.Json;
using ChatOps.Chat;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Slack;

/// <summary>What only one person may see.</summary>
public sealed class SlackWhisperTests : IAsyncLifetime
{
    private const string Secret = "Geheim2345Geheim2345";
    private const string Yes = """{"ok":true}""";
    private static readonly Message Secretive = Message.Titled("Grafana's new password").Field("Password", Secret);

    private SlackHost _host = null!; // set by InitializeAsync, before each test

    public async ValueTask InitializeAsync() => _host = await SlackHost.StartAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task A_click_is_answered_in_a_modal_which_the_channel_never_has()
    {
        _host.Wire.Then(Yes);

        await SayAsync("slack:trigger:12.34.ab");

        var (address, body) = _host.Wire.Requests.ShouldHaveSingleItem();
        address.AbsolutePath.ShouldEndWith("/views.open");
        body.ShouldContain("\"trigger_id\":\"12.34.ab\"");
        body.ShouldContain("Only you see this");
        body.ShouldContain(Secret);
    }

    [Fact]
    public async Task Where_no_modal_opens_it_is_a_message_that_they_alone_see_and_no_notification_has_it()
    {
        _host.Wire.Then("""{"ok":false,"error":"expired_trigger_id"}""").Then(Yes);

        await SayAsync("slack:trigger:12.34.ab");

        var (address, body) = _host.Wire.Requests[1];
        address.AbsolutePath.ShouldEndWith("/chat.postEphemeral");
        using var sent = JsonDocument.Parse(body);
        sent.RootElement.GetProperty("user").GetString().ShouldBe("UOTTO");
        sent.RootElement.GetProperty("text").GetString().ShouldBe("Grafana's new password");
        sent.RootElement.GetProperty("blocks").GetRawText().ShouldContain(Secret);
    }

    [Fact]
    public async Task What_was_said_without_a_slash_is_answered_to_the_person_and_not_in_the_channel()
    {
        _host.Wire.Then(Yes);

        await SayAsync("slack:event:Ev1", thread: "1767225600.000001");

        var (address, body) = _host.Wire.Requests.ShouldHaveSingleItem();
        address.AbsolutePath.ShouldEndWith("/chat.postEphemeral");
        body.ShouldContain("\"thread_ts\":\"1767225600.000001\"");
    }

    [Fact]
    public async Task A_refusal_is_told_and_a_secret_never_logged()
    {
        _host.Wire.Then("""{"ok":false,"error":"not_in_channel"}""");

        (await Should.ThrowAsync<ChatRefusedException>(() => SayAsync("slack:event:Ev1"))).Message.ShouldNotContain(Secret);

        _host.Log.Text.ShouldNotContain(Secret);
    }

    private Task SayAsync(string requestId, string? thread = null) => _host.Services.GetRequiredService<IWhisper>().SayAsync(
        new(requestId, "grafana show-password 1", new("slack", "UOTTO", "otto"), new("slack", "CINCIDENT", thread)),
        Secretive,
        TestContext.Current.CancellationToken);
}
