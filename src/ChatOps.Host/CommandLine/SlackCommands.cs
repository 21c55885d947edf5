using System.CommandLine;
using System.CommandLine.Parsing;
using ChatOps.Adapters.Slack.Manifest;

namespace ChatOps.Host.CommandLine;

/// <summary>"chatops slack manifest": what to paste where Slack makes an app.</summary>
internal static class SlackCommands
{
    private const int LongestName = 35;
    private const int LongestCommand = 32;

    private static readonly Option<string?> Url = new("--url")
    {
        Description = "Where Slack reaches the bot, such as https://bot.example.com.",
        Validators = { OnlyHttps },
    };

    private static readonly Option<bool> SocketMode = new("--socket-mode")
    {
        Description = "Instead of a URL: the bot opens the connection, and needs no public address.",
    };

    private static readonly Option<string> SlashCommand = new("--command")
    {
        Description = "The slash command.",
        DefaultValueFactory = _ => "/astro",
        Validators = { OnlyOneWordAfterASlash },
    };

    private static readonly Option<string> Name = new("--name")
    {
        Description = "What the app is called.",
        DefaultValueFactory = _ => "ChatOps",
        Validators = { OnlyShort },
    };

    public static Command Create()
    {
        var manifest = new Command("manifest", "Prints the app manifest, with the least scopes, as JSON.")
        {
            Url, SocketMode, SlashCommand, Name,
        };
        manifest.Validators.Add(OneWayIn);
        manifest.SetAction(Print);
        return new Command("slack", "The Slack app.") { manifest };
    }

    private static int Print(ParseResult parsed)
    {
        var bot = parsed.GetValue(Url) is { } url ? new Uri(url) : null;

        // Both have a default.
        Console.WriteLine(AppManifest.For(parsed.GetValue(Name)!, parsed.GetValue(SlashCommand)!, bot).ToJson());
        return 0;
    }

    private static void OneWayIn(CommandResult given)
    {
        if (given.GetValue(Url) is not null == given.GetValue(SocketMode))
        {
            given.AddError("Give either --url https://bot.example.com or --socket-mode.");
        }
    }

    private static void OnlyHttps(OptionResult given)
    {
        var isGood = Uri.TryCreate(given.GetValueOrDefault<string>(), UriKind.Absolute, out var url)
            && url.Scheme == Uri.UriSchemeHttps
            && url is { UserInfo: "", Query: "", Fragment: "" };
        if (!isGood)
        {
            given.AddError("--url must be an https address that Slack can reach, such as https://bot.example.com.");
        }
    }

    private static void OnlyOneWordAfterASlash(OptionResult given)
    {
        var command = given.GetValueOrDefault<string>() ?? "";
        if (command is not ['/', _, ..] || command.Length > LongestCommand || command.Any(c => char.IsWhiteSpace(c) || char.IsUpper(c)))
        {
            given.AddError($"--command must be a slash and one word in lower case, at most {LongestCommand} characters.");
        }
    }

    private static void OnlyShort(OptionResult given)
    {
        if ((given.GetValueOrDefault<string>() ?? "").Trim().Length is 0 or > LongestName)
        {
            given.AddError($"--name must have 1 to {LongestName} characters.");
        }
    }
}
