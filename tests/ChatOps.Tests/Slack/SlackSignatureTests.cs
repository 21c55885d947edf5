using System.Text;
using ChatOps.Adapters.Slack.Incoming;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Slack;

public sealed class SlackSignatureTests
{
    private const string Secret = "0123456789abcdef0123456789abcdef";
    private const string Timestamp = "1767225600";

    /// <summary>The example of Slack's page on verifying requests, with the secret that the page makes up.</summary>
    [Fact]
    public void Slacks_published_example_is_accepted() =>
        SlackSignature.Matches(
            "8f742231b10e8888abcd99yyyzzz85a5",
            "1531420618",
            Encoding.UTF8.GetBytes(
                "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V"
                + "&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text="
                + "&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN"
                + "&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c"),
            "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503").ShouldBeTrue();

    [Theory]
    [InlineData("", "v0=7b4a020509aff1b7763a738540186cf29e70206ba9e268ae4f241150aeb47d4b")]
    [InlineData(
        "command=%2Fops&text=status+api&user_id=UALICE&team_id=T0001",
        "v0=802f5731d826a178c52a2b6fd943be27c689e4425b5634bd7b7ac329bc803ac6")]
    [InlineData(
        """{"type":"url_verification","challenge":"café 🚀"}""",
        "v0=23329bad3c4c6c61808b8505ed8fa331bc771c7f8bb77a005bbab31a7318e2b6")]
    public void Known_bodies_have_known_signatures(string body, string signature)
    {
        SlackSignature.Sign(Secret, Timestamp, Encoding.UTF8.GetBytes(body)).ShouldBe(signature);
        SlackSignature.Matches(Secret, Timestamp, Encoding.UTF8.GetBytes(body), signature).ShouldBeTrue();
    }

    [Fact]
    public void Bytes_that_are_not_utf8_are_signed_as_they_are()
    {
        byte[] body = [0xff, 0x00, 0xfe];
        byte[] sameWhenDecoded = [0xfe, 0x00, 0xff];

        var signature = SlackSignature.Sign(Secret, Timestamp, body);

        SlackSignature.Matches(Secret, Timestamp, body, signature).ShouldBeTrue();
        SlackSignature.Matches(Secret, Timestamp, sameWhenDecoded, signature).ShouldBeFalse();
    }

    [Theory]
    [InlineData("")]
    [InlineData("v0=")]
    [InlineData("802f5731d826a178c52a2b6fd943be27c689e4425b5634bd7b7ac329bc803ac6")]
    [InlineData("v1=802f5731d826a178c52a2b6fd943be27c689e4425b5634bd7b7ac329bc803ac6")]
    [InlineData("v0=802f5731d826a178c52a2b6fd943be27c689e4425b5634bd7b7ac329bc803ac")]
    [InlineData("v0=802f5731d826a178c52a2b6fd943be27c689e4425b5634bd7b7ac329bc803acé")]
    [InlineData("v0=802f5731d826a178c52a2b6fd943be27c689e4425b5634bd7b7ac329bc803ac6 ")]
    [InlineData("v0=902f5731d826a178c52a2b6fd943be27c689e4425b5634bd7b7ac329bc803ac6")]
    public void Anything_but_the_one_signature_is_refused(string signature) =>
        SlackSignature.Matches(
            Secret,
            Timestamp,
            Encoding.UTF8.GetBytes("command=%2Fops&text=status+api&user_id=UALICE&team_id=T0001"),
            signature).ShouldBeFalse();

    [Fact]
    public void The_timestamp_is_signed_too()
    {
        var signature = SlackSignature.Sign(Secret, Timestamp, "body"u8);

        SlackSignature.Matches(Secret, "1767225601", "body"u8, signature).ShouldBeFalse();
    }
}
