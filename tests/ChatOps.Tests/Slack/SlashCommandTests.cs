using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using ChatOps.Adapters.Slack.Incoming;
using ChatOps.Adapters.Slack.Outgoing;
using ChatOps.Chat;
using ChatOps.Chat.Incoming;
using CsCheck;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;
using static ChatOps.Tests.Slack.SlackRequests;

namespace ChatOps.Tests.Slack;

public sealed class SlashCommandTests : IAsyncLifetime
{
    private SlackHost _host = null!; // xunit awaits InitializeAsync before any test

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private DateTimeOffset Now => _host.Time.GetUtcNow();

    public async ValueTask InitializeAsync() => _host = await SlackHost.StartAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task A_signed_command_reaches_the_desk_and_its_answer_is_for_the_asker_only()
    {
        var response = await _host.Client.SendAsync(Signed(Form("restart scheduler zodiac-cosmo-1172"), Now), Stop);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        _host.Desk.Requests.ShouldHaveSingleItem().ShouldBe(new Request(
            "slack:trigger:1.2.abc",
            "restart scheduler zodiac-cosmo-1172",
            new Actor("slack", "UALICE", "alice"),
            new Conversation("slack", "CGENERAL")));
        (await response.Content.ReadAsStringAsync(Stop)).ShouldBe(
            """
            {"text":"\u2705 Heard restart scheduler zodiac-cosmo-1172","blocks":[{"type":"header","text":{"text":"\u2705 Heard restart scheduler zodiac-cosmo-1172","type":"plain_text","emoji":false}}],"response_type":"ephemeral"}
            """);
    }

    [Fact]
    public async Task What_slack_adds_to_the_text_does_not_reach_the_desk()
    {
        await _host.Client.SendAsync(Signed(Form("reset <mailto:a@b.io|a@b.io> &lt;now&gt; <@U1|x>"), Now), Stop);

        _host.Desk.Requests.ShouldHaveSingleItem().Text.ShouldBe("reset a@b.io <now> @U1");
    }

    [Fact]
    public async Task A_command_without_a_user_name_is_by_the_users_id()
    {
        await _host.Client.SendAsync(Signed(Form("help").Replace("&user_name=alice", ""), Now), Stop);

        _host.Desk.Requests.ShouldHaveSingleItem().Actor.Name.ShouldBe("UALICE");
    }

    [Fact]
    public async Task A_command_offers_its_response_url_to_the_way_out()
    {
        await _host.Client.SendAsync(Signed(Form("help"), Now), Stop);

        _host.Services.GetRequiredService<ResponseUrls>().Take("CGENERAL").ShouldNotBeNull()
            .Address.ShouldBe(new("https://hooks.slack.com/commands/T0001/1/secret"));
    }

    [Theory]
    [InlineData(-300, HttpStatusCode.OK)]
    [InlineData(300, HttpStatusCode.OK)]
    [InlineData(-301, HttpStatusCode.Unauthorized)]
    [InlineData(301, HttpStatusCode.Unauthorized)]
    public async Task A_signature_holds_for_five_minutes_in_either_direction(int seconds, HttpStatusCode expected)
    {
        var response = await _host.Client.SendAsync(Signed(Form("help"), Now.AddSeconds(seconds)), Stop);

        response.StatusCode.ShouldBe(expected);
        _host.Desk.Requests.Count.ShouldBe(expected is HttpStatusCode.OK ? 1 : 0);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" 1767225600")]
    [InlineData("+1767225600")]
    [InlineData("1767225600.0")]
    [InlineData("-1")]
    [InlineData("9999999999999")]
    [InlineData("99999999999999999999999")]
    [InlineData("now")]
    public async Task A_timestamp_that_is_not_a_number_of_seconds_is_refused_even_when_signed(string timestamp)
    {
        var body = Encoding.UTF8.GetBytes(Form("help"));

        await ShouldBeRefusedAsync(With(body, timestamp, SlackSignature.Sign(Secret, timestamp, body)));
    }

    [Fact]
    public async Task A_forged_signature_is_refused() =>
        await ShouldBeRefusedAsync(With(
            Encoding.UTF8.GetBytes(Form("help")), $"{Now.ToUnixTimeSeconds()}", $"v0={new string('0', 64)}"));

    [Fact]
    public async Task A_body_changed_after_signing_is_refused()
    {
        var request = Signed(Form("pods"), Now);
        request.Content = new StringContent(Form("restart worker"), Encoding.UTF8, FormType);

        await ShouldBeRefusedAsync(request);
    }

    [Theory]
    [InlineData("X-Slack-Signature")]
    [InlineData("X-Slack-Request-Timestamp")]
    public async Task A_missing_or_doubled_header_is_refused(string header)
    {
        var without = Signed(Form("help"), Now);
        without.Headers.Remove(header);
        await ShouldBeRefusedAsync(without);

        var doubled = Signed(Form("help"), Now);
        doubled.Headers.TryAddWithoutValidation(header, doubled.Headers.GetValues(header).Single());
        await ShouldBeRefusedAsync(doubled);
    }

    [Fact]
    public async Task A_body_of_more_than_a_megabyte_is_refused_even_when_signed()
    {
        await ShouldBeRefusedAsync(Signed(new byte[RequestBody.Longest + 1], Now));

        var largest = Form("") + "&pad=";
        largest += new string('x', RequestBody.Longest - largest.Length);
        (await _host.Client.SendAsync(Signed(largest, Now), Stop)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("{}", "application/json")]
    [InlineData("text=help", "text/plain")]
    [InlineData("user_id=U1&channel_id=C1", FormType)]
    [InlineData("user_id=&channel_id=C1&trigger_id=1", FormType)]
    [InlineData("user_id=U1&user_id=U2&channel_id=C1&trigger_id=1", FormType)]
    [InlineData("", FormType)]
    public async Task A_signed_body_that_is_no_command_is_a_400(string body, string contentType)
    {
        var response = await _host.Client.SendAsync(Signed(body, Now, contentType), Stop);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        _host.Desk.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_form_of_endless_fields_is_a_400()
    {
        var body = string.Join('&', Enumerable.Range(0, 5000).Select(field => $"f{field}=1"));

        (await _host.Client.SendAsync(Signed(body, Now), Stop)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_check_of_the_certificate_is_answered_signed_or_not_and_runs_nothing()
    {
        var form = Form("restart scheduler zodiac-cosmo-1172") + "&ssl_check=1";

        var signed = await _host.Client.SendAsync(Signed(form, Now), Stop);
        var unsigned = await _host.Client.PostAsync(
            "/slack/command", new StringContent(form, Encoding.UTF8, FormType), Stop);

        signed.StatusCode.ShouldBe(HttpStatusCode.OK);
        unsigned.StatusCode.ShouldBe(HttpStatusCode.OK);
        _host.Desk.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_desk_that_fails_is_told_in_words()
    {
        _host.Desk.Answer = (_, _) => throw new InvalidOperationException("the database is away");

        var answer = await AnswerAsync(Signed(Form("restart scheduler zodiac-cosmo-1172"), Now));

        answer.ShouldBe(
            "❌ Nothing was accepted\nThe bot could not record your command just now. Try again in a moment.");
    }

    [Fact]
    public async Task A_desk_that_takes_too_long_is_told_in_words_before_slack_gives_up()
    {
        var asked = new TaskCompletionSource();
        _host.Desk.Answer = async (_, _) =>
        {
            asked.SetResult();
            await new TaskCompletionSource().Task; // for ever, and deaf to cancellation
            return Message.Titled("never");
        };

        var answer = AnswerAsync(Signed(Form("restart scheduler zodiac-cosmo-1172"), Now));
        await asked.Task;
        _host.Time.Advance(PatientDesk.Patience);

        (await answer).ShouldBe(
            "❌ No answer in time\n"
            + "It may or may not have been accepted: look at \"operations\" before you send it again.");
    }

    [Fact]
    public async Task Only_posting_is_possible() =>
        (await _host.Client.GetAsync("/slack/command", Stop)).StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);

    [Fact]
    public async Task No_body_makes_the_endpoint_fail()
    {
        var sent = new SentBodies();
        await Gen.Select(Gen.Byte.Array[0, 300], Gen.OneOf(
                FormType, $"{FormType}; charset=utf-16", "application/json", "multipart/form-data; boundary=x"))
            .SampleAsync(
                async (body, type) =>
                {
                    sent.Add(Convert.ToHexString(body));
                    var response = await _host.Client.SendAsync(Signed(body, Now, type), Stop);
                    return response.StatusCode is HttpStatusCode.OK or HttpStatusCode.BadRequest
                        || (response.StatusCode is HttpStatusCode.Unauthorized && sent.HasTwice(Convert.ToHexString(body)));
                },
                iter: 300);
    }

    [Fact]
    public async Task No_text_makes_the_endpoint_fail()
    {
        var sent = new SentBodies();
        await Gen.String.SampleAsync(
            async text =>
            {
                var form = Form(text);
                sent.Add(form);
                var status = (await _host.Client.SendAsync(Signed(form, Now), Stop)).StatusCode;
                return status is HttpStatusCode.OK || (status is HttpStatusCode.Unauthorized && sent.HasTwice(form));
            },
            iter: 300);
    }

    [Fact]
    public async Task The_same_signed_bytes_again_are_a_replay_that_is_refused_and_counted()
    {
        var bytes = Form("pods");

        (await _host.Client.SendAsync(Signed(bytes, Now), Stop)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await _host.Client.SendAsync(Signed(bytes, Now), Stop)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        _host.Refusals.Reasons.ShouldBe(["replayed"]);

        (await _host.Client.SendAsync(Signed(bytes, Now.AddSeconds(1)), Stop)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private async Task ShouldBeRefusedAsync(HttpRequestMessage request)
    {
        var response = await _host.Client.SendAsync(request, Stop);

        response.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await response.Content.ReadAsByteArrayAsync(Stop)).ShouldBeEmpty();
        _host.Desk.Requests.ShouldBeEmpty();
    }

    private async Task<string?> AnswerAsync(HttpRequestMessage request)
    {
        var response = await _host.Client.SendAsync(request, Stop);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        var json = await response.Content.ReadFromJsonAsync<JsonElement>(Stop);
        json.GetProperty("response_type").GetString().ShouldBe("ephemeral");
        return json.GetProperty("text").GetString();
    }
}
