using System.Net;
using System.Text;
using System.Text.Json;
using ChatOps.Adapters.Slack.BlockKit;
using ChatOps.Approvals;
using ChatOps.Chat;
using ChatOps.Commands;
using ChatOps.Tests.Cluster;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;
using static ChatOps.Tests.Slack.SlackRequests;

namespace ChatOps.Tests.Slack;

/// <summary>A button that asks something first: click, modal, submission.</summary>
public sealed class PromptModalTests : IAsyncLifetime
{
    private static readonly Button Deny =
        new("Deny", "deny 17") { Prompt = new("Why not?", "--reason") };

    private SlackHost _host = null!; // xunit awaits InitializeAsync before any test

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private DateTimeOffset Now => _host.Time.GetUtcNow();

    public async ValueTask InitializeAsync()
    {
        _host = await SlackHost.StartAsync(
            configure: services => services.AddSingleton(new CommandRegistration(DecisionCommands.Register)));
        _host.Wire.Then("""{"ok":true}""");
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task A_press_opens_the_question_and_sends_nothing_yet()
    {
        var response = await ClickAsync(Deny);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await response.Content.ReadAsByteArrayAsync(Stop)).ShouldBeEmpty();
        _host.Desk.Requests.ShouldBeEmpty();
        var (address, body) = _host.Wire.Requests.ShouldHaveSingleItem();
        address.ShouldBe(new("https://slack.com/api/views.open"));
        var asked = JsonElement.Parse(body);
        asked.GetProperty("trigger_id").GetString().ShouldBe("3.4.def");
        var input = asked.GetProperty("view").GetProperty("blocks")[0];
        input.GetProperty("label").GetProperty("text").GetString().ShouldBe("Why not?");
        input.GetProperty("optional").GetBoolean().ShouldBeTrue();
        asked.GetProperty("view").GetProperty("submit").GetProperty("text").GetString().ShouldBe("Deny");
    }

    [Fact]
    public async Task A_required_answer_is_not_optional_in_the_modal()
    {
        await ClickAsync(Deny with { Prompt = new("Why not?", "--reason", IsRequired: true) });

        _host.Wire.Requests.ShouldHaveSingleItem().Body.ShouldContain("\"optional\":false");
    }

    [Theory]
    [InlineData("not during the \"nightly\" run", "deny 17 --reason \"not during the 'nightly' run\"")]
    [InlineData("", "deny 17")]
    [InlineData(null, "deny 17")]
    public async Task What_is_typed_is_a_request_of_whoever_typed_it(string? typed, string text)
    {
        var response = await SubmitAsync(await OpenedAsync(), typed);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        _host.Desk.Requests.ShouldHaveSingleItem().ShouldBe(new Request(
            "slack:view:V1", text, new Actor("slack", "UCAROL", "carol"), new Conversation("slack", "CINCIDENT")));
    }

    [Fact]
    public async Task The_answer_takes_the_place_of_the_question_where_only_they_see_it()
    {
        _host.Desk.Answer = (_, _) => Task.FromResult(
            Message.Titled("You denied operation 17", Tone.Good).Button(new Button("Again", "deny 17")));

        var response = await SubmitAsync(await OpenedAsync(), "no");

        var answer = JsonElement.Parse(await response.Content.ReadAsStringAsync(Stop));
        answer.GetProperty("response_action").GetString().ShouldBe("update");
        var view = answer.GetProperty("view");
        view.GetProperty("blocks")[0].GetProperty("text").GetProperty("text").GetString().ShouldNotBeNull()
            .ShouldEndWith("You denied operation 17");
        view.GetProperty("blocks").EnumerateArray().ShouldNotContain(block => block.GetProperty("type").GetString() == "actions");
        view.TryGetProperty("submit", out _).ShouldBeFalse();
    }

    [Theory]
    [InlineData("""{"ok":false,"error":"expired_trigger_id"}""")]
    [InlineData("")]
    public async Task A_question_that_slack_does_not_open_is_told_in_words(string reply)
    {
        var wire = new SlackWire().Then(reply.Length > 0 ? HttpStatusCode.OK : HttpStatusCode.BadGateway, reply).Then("""{"ok":true}""");
        await using var host = await SlackHost.StartAsync(configure: services => services
            .AddSingleton(new CommandRegistration(DecisionCommands.Register))
            .ConfigureAll<Microsoft.Extensions.Http.HttpClientFactoryOptions>(options =>
                options.HttpMessageHandlerBuilderActions.Add(handler => handler.PrimaryHandler = wire)));

        var response = await host.Client.SendAsync(SignedClick(ClickOn(Deny), host.Time.GetUtcNow()), Stop);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        await Eventually.BecomesTrueAsync(() => wire.Requests.Count > 1);
        wire.Requests[1].Body.ShouldContain("Slack did not open the question, so nothing was sent");
        wire.Requests[1].Body.ShouldContain("deny 17 --reason");
    }

    [Fact]
    public async Task A_question_about_no_command_is_an_unknown_button()
    {
        await ClickAsync(Deny with { Command = "rm -rf" });

        await Eventually.BecomesTrueAsync(() => _host.Wire.Requests.Count > 0);
        _host.Wire.Requests.ShouldHaveSingleItem().Body.ShouldContain("Unknown button");
    }

    [Theory]
    [InlineData("\"private_metadata\"", "\"other\"")]
    [InlineData("\"user\"", "\"nobody\"")]
    [InlineData("\"id\": \"V1\"", "\"id\": \"\"")]
    public async Task A_submission_without_what_it_needs_is_a_400(string field, string instead)
    {
        var payload = Submission(await OpenedAsync(), "no").Replace(field, instead);

        var response = await _host.Client.SendAsync(SignedClick(payload, Now), Stop);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        _host.Desk.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_submission_that_slack_did_not_sign_is_refused()
    {
        var request = SignedClick(Submission(await OpenedAsync(), "no"), Now);
        request.Content = new ByteArrayContent(
            Encoding.UTF8.GetBytes($"payload={Uri.EscapeDataString(Submission(await OpenedAsync(), "yes"))}"));
        request.Content.Headers.ContentType = new(FormType);

        (await _host.Client.SendAsync(request, Stop)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        _host.Desk.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_submission_from_another_workspace_is_refused()
    {
        await using var host = await SlackHost.StartAsync(SlackHost.WorkingWith("Slack:TeamId", "T0001"));
        var payload = Submission(await OpenedAsync(), "no").Replace("T0001", "T0002");

        var response = await host.Client.SendAsync(SignedClick(payload, host.Time.GetUtcNow()), Stop);

        response.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        host.Desk.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Another_apps_modal_is_received_and_nothing_is_done()
    {
        var payload = Submission(await OpenedAsync(), "no").Replace("\"prompt\",", "\"other\",");

        (await _host.Client.SendAsync(SignedClick(payload, Now), Stop)).StatusCode.ShouldBe(HttpStatusCode.OK);

        _host.Desk.Requests.ShouldBeEmpty();
    }

    /// <summary>The click that Slack would send for a button as the bot renders it.</summary>
    private static string ClickOn(Button button)
    {
        var element = SlackMessage.Render(Message.Titled("Decide").Button(button))
            .OfType<ActionsBlock>().Single().Elements[0];
        return Click(element.Value)
            .Replace("\"command:0\"", JsonSerializer.Serialize(element.ActionId))
            .Replace("\"type\": \"button\",", $$"""
                "type": "button", "text": {"type": "plain_text", "text": "{{element.Text.Text}}"},
                """);
    }

    /// <summary>What Slack sends when UCAROL submits the view; the callback id stands before the metadata.</summary>
    private static string Submission(string privateMetadata, string? typed) =>
        $$$$"""
        {
          "type": "view_submission", "api_app_id": "A0001", "token": "x", "trigger_id": "5.6.ghi",
          "team": {"id": "T0001"}, "user": {"id": "UCAROL", "username": "carol", "team_id": "T0001"},
          "view": {
            "id": "V1", "type": "modal", "callback_id": "prompt", "private_metadata": {{{{JsonSerializer.Serialize(privateMetadata)}}}},
            "state": {"values": {"answer": {"text": {"type": "plain_text_input", "value": {{{{JsonSerializer.Serialize(typed)}}}} } } }}
          }
        }
        """;

    private async Task<string> OpenedAsync()
    {
        await ClickAsync(Deny);
        var view = JsonElement.Parse(_host.Wire.Requests[^1].Body).GetProperty("view");
        return view.GetProperty("private_metadata").GetString().ShouldNotBeNull();
    }

    private Task<HttpResponseMessage> ClickAsync(Button button) =>
        _host.Client.SendAsync(SignedClick(ClickOn(button), Now), Stop);

    private Task<HttpResponseMessage> SubmitAsync(string privateMetadata, string? typed) =>
        _host.Client.SendAsync(SignedClick(Submission(privateMetadata, typed), Now), Stop);
}
