using System.Text.Json;
using ChatOps.Adapters.Slack.Manifest;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Slack;

/// <summary>The limits are those of docs.slack.dev, "App manifest reference".</summary>
public sealed class AppManifestTests
{
    private static readonly Uri Bot = new("https://bot.example.com");

    [Theory]
    [InlineData("https://bot.example.com")]
    [InlineData(null)]
    public void The_manifest_stays_within_slacks_limits(string? bot)
    {
        var manifest = AppManifest.For(new string('n', 35), "/" + new string('c', 31), bot is null ? null : new(bot));

        manifest.DisplayInformation.Name.Length.ShouldBeLessThanOrEqualTo(35);
        manifest.DisplayInformation.Description.Length.ShouldBeLessThanOrEqualTo(140);
        manifest.DisplayInformation.BackgroundColor.ShouldMatch("^#[0-9a-f]{6}$");
        manifest.Features.BotUser.DisplayName.Length.ShouldBeLessThanOrEqualTo(80);
        var command = manifest.Features.SlashCommands.ShouldHaveSingleItem();
        command.Command.Length.ShouldBeLessThanOrEqualTo(32);
        command.Description.Length.ShouldBeLessThanOrEqualTo(2000);
        command.UsageHint.Length.ShouldBeLessThanOrEqualTo(1000);
    }

    [Fact]
    public void The_scopes_are_the_least() =>
        AppManifest.For("ChatOps", "/astro", Bot).OauthConfig.Scopes.Bot.ShouldBe(
            [
                "app_mentions:read", "channels:read", "chat:write", "commands", "groups:read", "im:history", "usergroups:read",
                "users:read", "users:read.email",
            ]);

    [Fact]
    public void By_http_every_address_leads_to_one_of_the_bots_routes()
    {
        var json = Json(AppManifest.For("ChatOps", "/astro", new("https://bot.example.com/chat")));

        var command = json.GetProperty("features").GetProperty("slash_commands")[0];
        command.GetProperty("url").GetString().ShouldBe("https://bot.example.com/chat/slack/command");
        command.GetProperty("should_escape").GetBoolean().ShouldBeTrue();
        var settings = json.GetProperty("settings");
        settings.GetProperty("event_subscriptions").GetProperty("request_url").GetString()
            .ShouldBe("https://bot.example.com/chat/slack/event");
        settings.GetProperty("interactivity").GetProperty("request_url").GetString()
            .ShouldBe("https://bot.example.com/chat/slack/action");
        settings.GetProperty("socket_mode_enabled").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public void By_socket_mode_there_is_no_address_at_all()
    {
        var manifest = AppManifest.For("ChatOps", "/astro", bot: null);

        manifest.ToJson().ShouldNotContain("url");
        var settings = Json(manifest).GetProperty("settings");
        settings.GetProperty("socket_mode_enabled").GetBoolean().ShouldBeTrue();
        settings.GetProperty("interactivity").GetProperty("is_enabled").GetBoolean().ShouldBeTrue();
        settings.GetProperty("event_subscriptions").GetProperty("bot_events").EnumerateArray()
            .Select(name => name.GetString()).ShouldBe(["app_mention", "message.im"]);
    }

    [Fact]
    public void People_can_write_to_the_bot_directly() =>
        Json(AppManifest.For("ChatOps", "/astro", Bot)).GetProperty("features").GetProperty("app_home")
            .GetRawText().ShouldContain("\"messages_tab_enabled\": true");

    private static JsonElement Json(AppManifest manifest) => JsonDocument.Parse(manifest.ToJson()).RootElement;
}
