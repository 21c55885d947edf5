using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace ChatOps.IntegrationTests.Rigs;

public sealed class SlackSignerTests
{
    private readonly SlackSigner _signer = new(
        "0123456789abcdef0123456789abcdef", new FakeTimeProvider(DateTimeOffset.FromUnixTimeSeconds(1767225600)));

    // Computed with openssl, apart from this code.
    [Theory]
    [InlineData("", "v0=7b4a020509aff1b7763a738540186cf29e70206ba9e268ae4f241150aeb47d4b")]
    [InlineData(
        """{"type":"url_verification","challenge":"café 🚀"}""",
        "v0=23329bad3c4c6c61808b8505ed8fa331bc771c7f8bb77a005bbab31a7318e2b6")]
    public void A_body_is_signed_as_Slack_signs_it(string body, string signature)
    {
        using var request = _signer.Json("/slack/event", body);

        request.Headers.GetValues("X-Slack-Request-Timestamp").ShouldBe(["1767225600"]);
        request.Headers.GetValues("X-Slack-Signature").ShouldBe([signature]);
    }

    [Fact]
    public async Task A_form_is_encoded_before_it_is_signed()
    {
        using var request = _signer.Form(
            "/slack/command",
            [new("command", "/ops"), new("text", "status api"), new("user_id", "UALICE"), new("team_id", "T0001")]);

        var body = await request.Content!.ReadAsStringAsync(TestContext.Current.CancellationToken);
        body.ShouldBe("command=%2Fops&text=status+api&user_id=UALICE&team_id=T0001");
        request.Headers.GetValues("X-Slack-Signature")
            .ShouldBe(["v0=802f5731d826a178c52a2b6fd943be27c689e4425b5634bd7b7ac329bc803ac6"]);
    }
}
