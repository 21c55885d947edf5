using System.CommandLine;
using System.CommandLine.Parsing;
using ChatOps.Adapters.Teams;
using ChatOps.Adapters.Teams.Manifest;
using ChatOps.Commands;

namespace ChatOps.Host.CommandLine;

/// <summary>"chatops teams manifest": what to upload where Teams' apps are managed.</summary>
internal static class TeamsCommands
{
    private const int LongestName = 30;
    private const int LongestDeveloper = 32;

    /// <summary>Of what the bot operates: Teams asks for some page, and nobody may have made one of the bot yet.</summary>
    private const string AnyWebsite = "https://www.astronomer.io/docs/";

    private static readonly Option<FileInfo> Out = new("--out")
    {
        Description = "The app package to write, such as astro.zip; one that is there is replaced.",
        Required = true,
    };

    private static readonly Option<Guid?> AppId = new("--app-id")
    {
        Description = "The application (client) id of the bot's registration in Entra; Teams:AppId unless given.",
    };

    private static readonly Option<string> Name = new("--name")
    {
        Description = "What the app is called.",
        DefaultValueFactory = _ => "ChatOps",
        Validators = { given => OnlyShort(given, LongestName) },
    };

    private static readonly Option<string> Developer = new("--developer")
    {
        Description = "Who runs it.",
        DefaultValueFactory = _ => "Platform team",
        Validators = { given => OnlyShort(given, LongestDeveloper) },
    };

    private static readonly Option<string> Website = new("--website")
    {
        Description = "Where people find help with it, such as https://wiki.example.com/chatops; Astronomer's documentation unless given.",
        DefaultValueFactory = _ => AnyWebsite,
        Validators = { OnlyHttps },
    };

    private static readonly Option<string?> Privacy = Page("--privacy", "What becomes of people's data; the website unless given.");

    private static readonly Option<string?> Terms = Page("--terms", "The terms of use; the website unless given.");

    public static Command Create()
    {
        var manifest = new Command("manifest", "Writes the app package, with the least permissions, for Teams' admin centre.")
        {
            Out, AppId, Name, Developer, Website, Privacy, Terms,
        };
        manifest.SetAction(WriteAsync);
        return new Command("teams", "The Microsoft Teams app.") { manifest.TakingSettings() };
    }

    private static async Task<int> WriteAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateApplicationBuilder([.. parsed.UnmatchedTokens]);
        var configured = builder.Configuration[$"{TeamsOptions.Section}:{nameof(TeamsOptions.AppId)}"];
        if ((parsed.GetValue(AppId) ?? (Guid.TryParse(configured, out var id) ? id : null)) is not { } appId)
        {
            await Console.Error.WriteLineAsync("Which bot is it for? Give --app-id, or set Teams:AppId.");
            return 1;
        }

        // Required ones are there, and the others have a default.
        var target = parsed.GetValue(Out)!;
        var website = new Uri(parsed.GetValue(Website)!);
        var developer = new DeveloperInfo(
            parsed.GetValue(Developer)!,
            website,
            parsed.GetValue(Privacy) is { } privacy ? new(privacy) : website,
            parsed.GetValue(Terms) is { } terms ? new(terms) : website);
        var version = typeof(AppManifest).Assembly.GetName().Version!.ToString(fieldCount: 3); // set for all projects
        using var package = new MemoryStream();
        AppPackage.Write(
            AppManifest.For(appId, version, parsed.GetValue(Name)!, developer, Grammar(builder.Configuration)), package);
        await File.WriteAllBytesAsync(target.FullName, package.ToArray(), cancellationToken);
        Console.WriteLine($"Wrote {target.FullName}. Upload it in the Teams admin centre: Teams apps, Manage apps, Upload new app.");
        if (parsed.GetResult(Website) is null or { Implicit: true })
        {
            Console.WriteLine($"It names {AnyWebsite} as its website, for Teams asks for one; give --website for a page of your own.");
        }

        return 0;
    }

    /// <summary>The commands alone: nothing that they would need to be carried out is started, or has to be set.</summary>
    private static CommandCatalog Grammar(IConfiguration configuration) => new(
        new ValueRules(new NoNames()),
        new ServiceCollection().AddCommands(configuration).Select(service => service.ImplementationInstance).OfType<CommandRegistration>());

    private static Option<string?> Page(string name, string description) => new(name)
    {
        Description = description,
        Validators = { OnlyHttps },
    };

    private static void OnlyHttps(OptionResult given)
    {
        if (!Uri.TryCreate(given.GetValueOrDefault<string>(), UriKind.Absolute, out var url) || url.Scheme != Uri.UriSchemeHttps)
        {
            given.AddError($"{given.Option.Name} must be an https address, such as https://wiki.example.com/chatops.");
        }
    }

    private static void OnlyShort(OptionResult given, int limit)
    {
        if ((given.GetValueOrDefault<string>() ?? "").Trim().Length is var length && (length == 0 || length > limit))
        {
            given.AddError($"{given.Option.Name} must have 1 to {limit} characters.");
        }
    }

    /// <summary>Nobody completes anything here.</summary>
    private sealed class NoNames : IKnownNames
    {
        public IEnumerable<string> Components => [];

        public IEnumerable<string> Deployments => [];
    }
}
