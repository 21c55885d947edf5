using ChatOps.Adapters.Slack;
using ChatOps.Adapters.Slack.Outgoing;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Slack;

public sealed class ResponseUrlsTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void The_newest_of_a_channel_is_handed_out_once()
    {
        var urls = Urls();
        urls.Keep("C1", "https://hooks.slack.com/commands/1");
        urls.Keep("C1", "https://hooks.slack.com/commands/2");
        urls.Keep("C2", "https://hooks.slack.com/commands/3");

        urls.Take("C1").ShouldNotBeNull().Address.AbsolutePath.ShouldBe("/commands/2");
        urls.Take("C1").ShouldNotBeNull().Address.AbsolutePath.ShouldBe("/commands/1");
        urls.Take("C1").ShouldBeNull();
    }

    [Fact]
    public void They_are_over_before_slacks_thirty_minutes_are()
    {
        var urls = Urls();
        urls.Keep("C1", "https://hooks.slack.com/commands/1");

        _time.Advance(ResponseUrls.Life);

        urls.Take("C1").ShouldBeNull();
    }

    [Fact]
    public void No_more_than_a_thousand_are_kept()
    {
        var urls = Urls();
        for (var channel = 0; channel <= ResponseUrls.Capacity; channel++)
        {
            urls.Keep($"C{channel}", "https://hooks.slack.com/commands/1");
        }

        urls.Take("C0").ShouldBeNull();
        urls.Take("C1").ShouldNotBeNull();
    }

    [Theory]
    [InlineData("")]
    [InlineData("/commands/1")]
    [InlineData("http://hooks.slack.com/commands/1")]
    [InlineData("https://hooks.slack.com:8443/commands/1")]
    [InlineData("https://hooks.slack.com.evil.example/commands/1")]
    [InlineData("https://evil.example/hooks.slack.com")]
    [InlineData("https://hooks.slack.com@evil.example/commands/1")]
    [InlineData("https://me:pw@hooks.slack.com/commands/1")]
    [InlineData("https://169.254.169.254/latest/meta-data")]
    [InlineData("http://127.0.0.1:5081/api/v1/secrets")]
    [InlineData("file:///etc/passwd")]
    public void An_address_that_is_not_slacks_is_dropped(string url)
    {
        var urls = Urls();

        urls.Keep("C1", url);

        urls.Take("C1").ShouldBeNull();
    }

    [Fact]
    public void Plain_http_is_for_a_loopback_host_that_was_named()
    {
        var urls = Urls("127.0.0.1", "intranet.example");
        urls.Keep("C1", "http://127.0.0.1:4700/commands/1");
        urls.Keep("C2", "http://intranet.example/commands/1");

        urls.Take("C1").ShouldNotBeNull();
        urls.Take("C2").ShouldBeNull();
    }

    [Fact]
    public void As_text_it_keeps_its_secret()
    {
        var urls = Urls();
        urls.Keep("C1", "https://hooks.slack.com/commands/secret");

        urls.Take("C1").ShouldNotBeNull().ToString().ShouldNotContain("secret");
    }

    private ResponseUrls Urls(params string[] hosts) =>
        new(Options.Create(new SlackOptions { ResponseUrlHosts = hosts }), _time);
}
