using System.Text;
using ChatOps.Access;
using ChatOps.Commands;
using ChatOps.Host;
using ChatOps.Inventory;
using ChatOps.Tests.Fakes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Xunit;

namespace ChatOps.Tests.Documentation;

/// <summary>docs/commands.md is the grammar.</summary>
public sealed class CommandsPageTests
{
    internal static readonly CommandCatalog Catalog = new(
        new ValueRules(new DeploymentDirectory(new FakeInventory(), Options.Create(new PlatformOptions()))),
        new ServiceCollection().AddCommands(new ConfigurationBuilder().Build())
            .Select(service => service.ImplementationInstance).OfType<CommandRegistration>());

    [Fact]
    public void Every_command_stands_on_the_page_as_the_grammar_has_it()
    {
        var page = new StringBuilder(
            """
            # Commands

            What can be said to the bot: `/astro pods` in Slack, `@ChatOps pods` or in its chat in Teams, `pods` in the console,
            `chatops run --as <person> "pods"` in a terminal. `<...>` must be given, `[...]` may be. Written by CommandsPageTests from the
            grammar; `help` says the same.


            """);
        foreach (var group in Catalog.Commands.GroupBy(command => command.IsQuery).OrderByDescending(group => group.Key))
        {
            page.Append(group.Key ? "## To look\n\n" : "## To change something\n\n");
            foreach (var command in group)
            {
                Describe(command, page);
            }
        }

        new Page("docs/commands.md").ShouldRead(page.ToString().TrimEnd() + "\n");
    }

    private static void Describe(CommandEntry command, StringBuilder page)
    {
        page.Append($"### {command.Name}\n\n{command.Description} {Who(command.Role)}\n\n```\n{command.Usage}\n```\n\n");
        foreach (var parameter in command.Parameters.Where(parameter => parameter.Description.Length > 0 || !parameter.IsFlag))
        {
            string[] words = [parameter.Description, parameter.IsFlag ? "" : $"Give {parameter.Accepts}."];
            page.Append($"- `{parameter.Usage}`: {string.Join(' ', words.Where(text => text.Length > 0))}\n");
        }

        page.Append(command.Parameters.Any(parameter => parameter.Description.Length > 0 || !parameter.IsFlag) ? "\n" : "");
        page.Append(command.Examples.Count == 0 ? "" : $"For example: {string.Join(", ", command.Examples.Select(example => $"`{example}`"))}\n\n");
    }

    private static string Who(Role role) => role is Role.None ? "For everybody." : $"Role: {role.ToString().ToLowerInvariant()}.";
}
