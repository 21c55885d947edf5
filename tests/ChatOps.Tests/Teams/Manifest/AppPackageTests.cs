using System.Buffers.Binary;
using System.IO.Compression;
using System.Text.Json;
using ChatOps.Adapters.Teams.Manifest;
using ChatOps.Commands;
using ChatOps.Host;
using ChatOps.Inventory;
using ChatOps.Tests.Fakes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Teams.Manifest;

/// <summary>The limits are those of learn.microsoft.com, "App manifest schema"; Microsoft's own schema is asked in the integration tests.</summary>
public sealed class AppPackageTests
{
    private static readonly Guid AppId = new("22222222-2222-4222-8222-222222222222");

    private static readonly CommandCatalog Catalog = new(
        new ValueRules(new DeploymentDirectory(new FakeInventory(), Options.Create(new PlatformOptions()))),
        new ServiceCollection().AddCommands(new ConfigurationBuilder().Build())
            .Select(service => service.ImplementationInstance).OfType<CommandRegistration>());

    [Fact]
    public void The_package_holds_the_manifest_and_the_icons_that_it_names_and_nothing_else()
    {
        using var zip = new ZipArchive(new MemoryStream(Package()));
        var icons = Manifest().GetProperty("icons");

        zip.Entries.Select(entry => entry.FullName).ShouldBe(
            ["manifest.json", icons.GetProperty("outline").GetString(), icons.GetProperty("color").GetString()]);
    }

    [Theory]
    [InlineData("color.png", 192)]
    [InlineData("outline.png", 32)]
    public void An_icon_has_the_size_that_Teams_asks_for(string name, int side)
    {
        var png = File(name);

        png[..8].ShouldBe([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]);
        BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)).ShouldBe(side);
        BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20)).ShouldBe(side);
    }

    [Fact]
    public void The_outline_can_be_seen_through()
    {
        const int ColourType = 25;
        const byte WithAlpha = 6;

        File("outline.png")[ColourType].ShouldBe(WithAlpha);
    }

    [Fact]
    public void The_manifest_is_of_the_newest_schema_for_this_bot()
    {
        var manifest = Manifest();

        manifest.GetProperty("manifestVersion").GetString().ShouldBe("1.30");
        manifest.GetProperty("$schema").GetString().ShouldBe("https://developer.microsoft.com/json-schemas/teams/v1.30/MicrosoftTeams.schema.json");
        manifest.GetProperty("id").GetString().ShouldBe($"{AppId}");
        manifest.GetProperty("bots")[0].GetProperty("botId").GetString().ShouldBe($"{AppId}");
        manifest.GetProperty("bots")[0].GetProperty("scopes").EnumerateArray().Select(scope => scope.GetString())
            .ShouldBe(["personal", "team", "groupChat"]);
    }

    [Fact]
    public void It_asks_for_nothing_but_to_be_talked_with()
    {
        var manifest = Manifest();

        manifest.EnumerateObject().Select(property => property.Name).ShouldBe(
            [
                "$schema", "manifestVersion", "id", "version", "developer", "name", "description", "icons", "bots", "accentColor",
                "validDomains",
            ],
            ignoreOrder: true,
            "no webApplicationInfo, no authorization, no permissions, no tabs");
        manifest.GetProperty("validDomains").GetArrayLength().ShouldBe(0);
        var bot = manifest.GetProperty("bots")[0];
        bot.EnumerateObject().Select(property => property.Name).ShouldBe(
            ["botId", "scopes", "commandLists", "isNotificationOnly", "supportsFiles"], ignoreOrder: true);
        bot.GetProperty("supportsFiles").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public void Ten_commands_of_the_grammar_are_offered_as_they_are_typed()
    {
        var list = Manifest().GetProperty("bots")[0].GetProperty("commandLists").EnumerateArray().ShouldHaveSingleItem();
        var commands = list.GetProperty("commands").EnumerateArray()
            .Select(command => (Title: command.GetProperty("title").GetString()!, Description: command.GetProperty("description").GetString()!)) // required
            .ToList();

        commands.Count.ShouldBe(10);
        foreach (var (title, description) in commands)
        {
            Catalog.Commands.Single(command => command.Name == title).Description.ShouldBe(description);
            title.Length.ShouldBeInRange(1, 32);
            description.Length.ShouldBeInRange(1, 128);
        }
    }

    [Fact]
    public void Names_and_descriptions_stay_within_their_limits()
    {
        var manifest = Manifest(name: new string('n', 30), developer: new string('d', 32));

        Length(manifest, "name", "short").ShouldBeLessThanOrEqualTo(30);
        Length(manifest, "name", "full").ShouldBeLessThanOrEqualTo(100);
        Length(manifest, "description", "short").ShouldBeLessThanOrEqualTo(80);
        Length(manifest, "description", "full").ShouldBeLessThanOrEqualTo(4000);
        Length(manifest, "developer", "name").ShouldBeLessThanOrEqualTo(32);
        manifest.GetProperty("accentColor").GetString()!.ShouldMatch("^#[0-9a-f]{6}$"); // required
        manifest.GetProperty("version").GetString().ShouldBe("1.2.3");
    }

    [Fact]
    public void The_same_app_is_the_same_file() => Package().ShouldBe(Package());

    private static int Length(JsonElement manifest, string section, string field) =>
        manifest.GetProperty(section).GetProperty(field).GetString()!.Length; // required

    private static JsonElement Manifest(string name = "ChatOps", string developer = "Platform team") =>
        JsonDocument.Parse(File("manifest.json", name, developer)).RootElement;

    private static byte[] File(string entry, string name = "ChatOps", string developer = "Platform team")
    {
        using var zip = new ZipArchive(new MemoryStream(Package(name, developer)));
        using var content = zip.Entries.Single(found => found.FullName == entry).Open();
        using var copy = new MemoryStream();
        content.CopyTo(copy);
        return copy.ToArray();
    }

    private static byte[] Package(string name = "ChatOps", string developer = "Platform team")
    {
        var page = new Uri("https://wiki.example.com/chatops");
        using var package = new MemoryStream();
        AppPackage.Write(AppManifest.For(AppId, "1.2.3", name, new(developer, page, page, page), Catalog), package);
        return package.ToArray();
    }
}
