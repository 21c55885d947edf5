using ChatOps.Tests.Fakes;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Queries;

public sealed class HelpQueryTests
{
    [Fact]
    public async Task All_commands_are_a_line_each()
    {
        using var rig = new QueryRig(new FakeInventory());

        (await rig.AskAsync("")).ShouldBe(
            """
            What you can say
            To look
            help [command ...]                          Shows all commands, or one of them in full.
            pods [deployment|platform] [--unhealthy]    Shows the pods of a deployment, of the platform or of all, and which are not well.
            deployments                                 Shows every Airflow deployment, and the platform, with its state.
            volumes [deployment|platform] [--orphaned]  Shows the volume claims of a deployment, of the platform or of all, who uses them, and which are orphans.
            nodes [--pool NAME] [--for POD]             Shows how full the nodes are, or what each of them says to a pod.
            node <name>                                 Shows the pods of a node with what they request and may take at most.
            quota [deployment|platform]                 Shows what the quotas leave, and whether a rolling restart would fit beside what runs.
            help <command> tells more, for example: help pods
            """);
    }

    [Theory]
    [InlineData("help pods")]
    [InlineData("pods --help")]
    [InlineData("HELP Pods")]
    public async Task One_command_is_told_in_full(string text)
    {
        using var rig = new QueryRig(new FakeInventory());

        (await rig.AskAsync(text)).ShouldBe(
            """
            pods: Shows the pods of a deployment, of the platform or of all, and which are not well.
            Usage: pods [deployment|platform] [--unhealthy]
            [deployment|platform]: All of them when left out; the beginning of a name will do.
            [--unhealthy]: Only the pods that are not well.
            For example:
            pods zodiac-cosmo-1172
            pods platform
            pods --unhealthy
            """);
    }

    [Fact]
    public async Task Help_shows_only_what_the_asker_may_run()
    {
        using var rig = new QueryRig(new FakeInventory(), command => command.Name != "pods");

        (await rig.AskAsync("help")).ShouldNotContain("pods [");
        (await rig.AskAsync("help pods")).ShouldBe(
            "This needs the role Viewer.\nAda can grant it.", "help on what one may not run names what is missing, as the command would");
        (await rig.AskAsync("help xyzzy")).ShouldBe(
            "There is no such command, or none that you may run.\nSay help to see all commands.");
        (await rig.AskAsync("help deploymnets")).ShouldBe(
            "There is no such command, or none that you may run.\nDid you mean help deployments?");
    }

    [Fact]
    public async Task Every_registered_command_has_examples_that_parse_into_it()
    {
        using var rig = new QueryRig(new FakeInventory());

        foreach (var command in rig.Catalog.Commands)
        {
            command.Examples.ShouldNotBeEmpty(command.Name);
            foreach (var example in command.Examples)
            {
                rig.Catalog.Parse(example).Require().ShouldBeOfType(command.CommandType, example);
            }

            (await rig.AskAsync($"help {command.Name}")).ShouldStartWith($"{command.Name}: ");
        }
    }
}
