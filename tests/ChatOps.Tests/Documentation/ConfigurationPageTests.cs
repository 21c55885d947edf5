using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text;
using System.Xml.Linq;
using ChatOps.Tests.Hosting;
using Xunit;

namespace ChatOps.Tests.Documentation;

/// <summary>docs/configuration.md is made of the classes that the settings are bound to, and of their comments.</summary>
public sealed class ConfigurationPageTests
{
    private static readonly Dictionary<string, XDocument> Comments = [];

    [Fact]
    public void Every_setting_stands_on_the_page_with_its_default()
    {
        var page = new StringBuilder(
            """
            # Settings

            In `appsettings.json` where the bot is started, or in the environment with two underscores for each colon
            (`Slack__SigningSecret`), where secrets belong; in the chart under `settings` and `secrets`. A wrong setting stops the start with
            one line; `chatops doctor` says the same beforehand. `N` counts from 0. Times are hours:minutes:seconds.
            [appsettings.Example.json](../appsettings.Example.json) shows all of it in one file. Written by ConfigurationPageTests.

            Beside these: `ConnectionStrings:ChatOps` (`Data Source=data/chatops.db`, or PostgreSQL's `Host=...;Database=...;Username=...`),
            `ASPNETCORE_URLS` (`http://localhost:5080`), `Logging` as everywhere in .NET, and `OTEL_EXPORTER_OTLP_ENDPOINT` with OpenTelemetry's
            other variables, for traces.


            """);
        foreach (var (section, types) in ExampleSettingsTests.Readers.Where(reader => reader.Key is not "ConnectionStrings"))
        {
            page.Append($"## {section}\n\n| setting | default | |\n| --- | --- | --- |\n");
            foreach (var row in types.SelectMany(type => Rows(section, type)).DistinctBy(row => row.Path))
            {
                page.Append($"| `{row.Path}` | {row.Default} | {row.Comment} |\n");
            }

            page.Append('\n');
        }

        new Page("docs/configuration.md").ShouldRead(page.ToString().TrimEnd() + "\n");
    }

    private static IEnumerable<Row> Rows(string path, Type type)
    {
        var defaults = Activator.CreateInstance(type);
        return type.GetProperties().Where(property => property.CanWrite)
            .SelectMany(property => Rows($"{path}:{property.Name}", property, property.GetValue(defaults)));
    }

    private static IEnumerable<Row> Rows(string path, PropertyInfo property, object? value)
    {
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        if (Inner(type) is { } inner)
        {
            var place = !typeof(IEnumerable).IsAssignableFrom(type) ? path
                : type.GetGenericArguments().Length == 2 ? $"{path}:<command>" : $"{path}:N";
            return Rows(place, inner).Prepend(new(path, "", Comment(property)));
        }

        var choices = type.IsEnum ? $"One of {string.Join(", ", Enum.GetNames(type).Where(name => name is not "None"))}." : "";
        return [new(path, Written(value), $"{Comment(property)} {choices}".Trim())];
    }

    /// <summary>The class of ours that has the settings beneath, or null for one value or a list of such.</summary>
    private static Type? Inner(Type type)
    {
        var element = typeof(IEnumerable).IsAssignableFrom(type) && type.IsGenericType ? type.GetGenericArguments()[^1] : type;
        return element.IsClass && element.Namespace?.StartsWith("ChatOps", StringComparison.Ordinal) is true ? element : null;
    }

    private static string Written(object? value) => value switch
    {
        null or "" => "",
        bool flag => flag ? "`true`" : "`false`",
        string name when name == Environment.MachineName => "the machine's name",
        string text => $"`{text}`",
        IEnumerable list => string.Join(", ", list.Cast<object>().Select(Written)),
        TimeOnly time => $"`{time:HH\\:mm}`",
        IFormattable other => $"`{other.ToString(null, CultureInfo.InvariantCulture)}`",
        _ => $"`{value}`",
    };

    private static string Comment(PropertyInfo property)
    {
        var member = $"P:{property.DeclaringType!.FullName}.{property.Name}";
        var summary = CommentsOf(property.DeclaringType.Assembly).Descendants("member")
            .FirstOrDefault(element => element.Attribute("name")?.Value == member)?.Element("summary");
        return summary is null ? "" : string.Join(' ', Words(summary).Split(default(char[]), StringSplitOptions.RemoveEmptyEntries)).Replace("|", "\\|", StringComparison.Ordinal);
    }

    private static string Words(XElement element) => string.Concat(element.Nodes().Select(node => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "see" } see => see.Attribute("cref")?.Value.Split('.')[^1] ?? "",
        XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
        XElement other => Words(other),
        _ => "",
    }));

    /// <summary>What the compiler writes beside each assembly.</summary>
    private static XDocument CommentsOf(Assembly assembly)
    {
        var name = assembly.GetName().Name!; // each has one
        if (!Comments.TryGetValue(name, out var comments))
        {
            Comments[name] = comments = XDocument.Load(Path.ChangeExtension(assembly.Location, ".xml"));
        }

        return comments;
    }

    private sealed record Row(string Path, string Default, string Comment);
}
