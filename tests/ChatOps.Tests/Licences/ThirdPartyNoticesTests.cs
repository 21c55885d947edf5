using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using ChatOps.Tests.Documentation;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Licences;

/// <summary>THIRD-PARTY-NOTICES.md lists every package of the lock files with its licence; CHATOPS_TEST_ACCEPT=1 writes it.</summary>
public sealed class ThirdPartyNoticesTests
{
    /// <summary>Licences under which the bot may be passed on as it is; a new one needs a look by somebody.</summary>
    private static readonly string[] Known =
    [
        "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "LGPL-3.0-or-later", "MIT", "MS-PL", "PostgreSQL",
    ];

    [Fact]
    public void Every_package_that_is_locked_is_listed_with_its_licence() =>
        new Page("THIRD-PARTY-NOTICES.md").ShouldRead(Write(Packages()));

    [Fact]
    public void Nothing_comes_under_a_licence_that_nobody_has_looked_at() =>
        Packages().Where(package => !Known.Contains(package.Licence)).ShouldBeEmpty();

    private static string Write(IEnumerable<Package> packages)
    {
        var text = new StringBuilder(
            """
            # Third-party notices

            ChatOps stands on these packages. Each is its authors' own, under its own licence, whose text is in the package
            (https://www.nuget.org/packages/NAME/VERSION). Written by ThirdPartyNoticesTests from the lock files.

            | package | version | licence | by |
            | --- | --- | --- | --- |

            """);
        foreach (var package in packages)
        {
            text.Append($"| {package.Name} | {package.Version} | {package.Licence} | {package.Authors} |\n");
        }

        return text.ToString();
    }

    private static List<Package> Packages() =>
    [
        .. Directory.EnumerateFiles(Page.PathOf("src"), "packages.lock.json", SearchOption.AllDirectories)
            .SelectMany(Locked)
            .Distinct()
            .OrderBy(package => package.Name, StringComparer.OrdinalIgnoreCase)
            .ThenBy(package => package.Version, StringComparer.Ordinal)
            .Select(package => Describe(package.Name, package.Version)),
    ];

    private static IEnumerable<(string Name, string Version)> Locked(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(file));
        return
        [
            .. from framework in document.RootElement.GetProperty("dependencies").EnumerateObject()
               from package in framework.Value.EnumerateObject()
               where package.Value.GetProperty("type").GetString() != "Project"
               select (package.Name, package.Value.GetProperty("resolved").GetString()!), // all but projects have one
        ];
    }

    /// <summary>By the package's own description, as it lies in NuGet's folder since the restore.</summary>
    private static Package Describe(string name, string version)
    {
        var folder = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        var id = name.ToLowerInvariant();
        var metadata = XDocument.Load(Path.Combine(folder, id, version.ToLowerInvariant(), $"{id}.nuspec")).Root!.Elements().First();
        return new(name, version, LicenceIn(metadata), Text(metadata, "authors").Replace("|", "/", StringComparison.Ordinal));
    }

    private static string LicenceIn(XElement metadata)
    {
        var licence = metadata.Elements().FirstOrDefault(element => element.Name.LocalName == "license");
        return licence?.Attribute("type")?.Value == "expression" ? licence.Value : Named(Text(metadata, "id"), Text(metadata, "licenseUrl"));
    }

    /// <summary>Older packages lead to their licence, or bring it as a file: looked at by hand.</summary>
    private static string Named(string id, string url) => id.StartsWith("Hangfire.", StringComparison.Ordinal)
        ? "LGPL-3.0-or-later" // its LICENSE.md; for Hangfire itself a commercial one may be had instead
        : $"{url} of {id}";

    private static string Text(XElement metadata, string name) =>
        metadata.Elements().FirstOrDefault(element => element.Name.LocalName == name)?.Value.Trim() ?? "";

    private sealed record Package(string Name, string Version, string Licence, string Authors);
}
