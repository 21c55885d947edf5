using System.Text.Json.Nodes;
using ChatOps.Commands;
using ChatOps.Host;
using ChatOps.IntegrationTests.Rigs;
using ChatOps.Operations;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ChatOps.IntegrationTests.Chart;

/// <summary>The chart's rights are enough for every command, none of them is too much, and who lacks one is told which.</summary>
public sealed class ChartRightsTests(BotUnderChart bot) : IClassFixture<BotUnderChart>
{
    private const string Zodiac = "zodiac-cosmo-1172";
    private const string Lunar = "lunar-nuclear-3725";

    // These neither look at the cluster nor change it: they are about the bot's own records, or Houston's.
    private static readonly string[] WithoutCluster =
    [
        "approve", "audit", "break-glass", "cancel", "deny", "grafana access grant", "grafana access list", "grafana access revoke",
        "grafana show-password", "help", "houston deployments", "houston users find", "operations", "retry", "sign-off", "whoami",
    ];

    /// <summary>Granted, and used only when a claim hangs on its way out, and by other ages of API servers for an exec.</summary>
    private static readonly string[] SeldomUsed = ["patch persistentvolumeclaims", "create pods/exec"];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_command_works_with_the_charts_rights_alone_and_uses_them_all_and_without_one_says_which()
    {
        string[] queries =
        [
            "pods", $"pods {Zodiac}", "deployments", "nodes", $"node {await NodeAsync()}", "quota", $"quota {Zodiac}", "volumes", "status",
            $"diagnose scheduler {Zodiac}", $"diagnose {Lunar}", "diagnose prometheus",
        ];
        foreach (var query in queries)
        {
            (await bot.AskAsync(query, Stop)).ShouldNotContain("may not", Case.Sensitive, query);
        }

        await WrongConfigurationIsReadAsync();
        string[] changes =
        [
            $"restart scheduler {Zodiac}",
            $"scale worker {Lunar} 2",
            $"scale flower {Lunar} 2 --anyway",
            $"reschedule {await SickPodAsync()}",
            $"quota set {Zodiac} limits.cpu=+1",
            $"volume delete redis-db-redis-0 {Zodiac} --keep-disk",
            $"volume undelete redis-db-redis-0 {Zodiac}",
            "recover prometheus --from memory",
            "recover prometheus --from volume",
            "grafana reset-password",
            "grafana reset-password --to-secret astronomer-ee/grafana-admin",
            "grafana reset-password --to-secret astronomer-ee/grafana-admin", // there is one now, to be changed
        ];
        foreach (var change in changes)
        {
            (await bot.DoAsync(change, Stop)).ShouldBe(new(OperationState.Succeeded, " "), change);
        }

        // The simulated cluster has no snapshots to offer: being told so takes the rights that taking one would.
        (await bot.DoAsync($"volume delete redis-db-redis-0 {Zodiac} --snapshot", Stop)).Words.ShouldNotContain("may not");

        AllCommandsWereSaid([.. queries, .. changes]);
        var used = bot.Proxy.UsedRights.Select(right => $"{right.Verb} {right.FullResource}").Distinct().ToList();
        (await GrantedAsync()).Except(used).Except(SeldomUsed).ShouldBeEmpty("nothing may be granted that nothing uses");
        await ASecretThatIsNotNamedIsLeftAloneAsync();
        await WithoutARightAsync();
    }

    private async Task ASecretThatIsNotNamedIsLeftAloneAsync()
    {
        await new Kubectl(bot.Kubeconfig, "astronomer-ee").RunWithInputAsync(
            """{"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "somebody-elses"}}""", Stop, "create", "-f", "-");

        var outcome = await bot.DoAsync("grafana reset-password --to-secret astronomer-ee/somebody-elses", Stop);

        outcome.State.ShouldBe(OperationState.Failed);
        outcome.Words.ShouldContain("may not write secrets in astronomer-ee");
    }

    /// <summary>The only thing for which the bot reads a config map: the line that a container complains of.</summary>
    private async Task WrongConfigurationIsReadAsync()
    {
        const string Name = "solitary-lightningbug-prometheus-config";
        const string Wrong = "scrape_configs:\n- job_name: pgbouncer: zodiac\n";
        var kubectl = new Kubectl(bot.Kubeconfig, "astronomer-ee");
        var right = JsonNode.Parse(await kubectl.RunAsync(Stop, "get", "configmap", Name, "-o", "json"))!["data"]!["prometheus.yaml"]!.GetValue<string>();

        await ConfigureAsync(Wrong);
        await Eventually.SeeAsync(
            "the wrong line is shown",
            stop => bot.AskAsync("diagnose prometheus", stop),
            said => said.Contains("pgbouncer: zodiac", StringComparison.Ordinal),
            Stop);

        await ConfigureAsync(right);
        await Eventually.SeeAsync(
            "Prometheus is ready again",
            stop => kubectl.RunAsync(stop, "get", "pods", "-l", "component=prometheus", "-o", "jsonpath={.items[*].status.containerStatuses[0].ready}"),
            ready => ready == "true",
            Stop);

        async Task ConfigureAsync(string text)
        {
            var patch = new JsonObject { ["data"] = new JsonObject { ["prometheus.yaml"] = text } };
            await kubectl.RunAsync(Stop, "patch", "configmap", Name, "--type", "merge", "-p", patch.ToJsonString());
            await kubectl.RunAsync(Stop, "delete", "pod", "-l", "component=prometheus", "--wait=false");
        }
    }

    private async Task WithoutARightAsync()
    {
        foreach (var (off, command, right) in new[]
        {
            ("diagnose", $"diagnose scheduler {Zodiac}", "cannot get resource \"pods/log\""),
            ("restart reschedule volumes recover", $"restart scheduler {Zodiac}", "cannot delete resource \"pods\""),
            ("scale volumes recover", $"scale worker {Lunar} 3", "cannot get resource \"statefulsets/scale\""),
            ("quotas", $"quota set {Zodiac} limits.cpu=+1", "cannot get resource \"resourcequotas\""),
            ("volumes", $"volume delete redis-db-redis-0 {Zodiac} --keep-disk", "cannot get resource \"persistentvolumes\""),
            ("snapshots", $"volume delete redis-db-redis-0 {Zodiac} --snapshot", "cannot get resource \"volumesnapshots\""),
            ("recover", "recover prometheus --from memory", "cannot get resource \"statefulsets\""),
            ("grafana", "grafana reset-password", "cannot get resource \"deployments\""),
            ("toSecret", "grafana reset-password --to-secret astronomer-ee/other", "write secrets in astronomer-ee"),
        })
        {
            await bot.ApplyRightsAsync(Stop, off.Split(' ').SelectMany(each => new[] { "--set", $"capabilities.{each}=false" }));
            var outcome = off is "diagnose" ? new(null, await bot.AskAsync(command, Stop)) : await bot.DoAsync(command, Stop);
            outcome.State.ShouldNotBe(OperationState.Succeeded, command);
            outcome.Words.ShouldContain("may not", Case.Sensitive, command);
            outcome.Words.ShouldContain(right, Case.Sensitive, command);
        }
    }

    /// <summary>A command that is new has to be said here too, or to be one that needs no cluster.</summary>
    private static void AllCommandsWereSaid(IReadOnlyList<string> said)
    {
        var registrations = new ServiceCollection().AddCommands(new ConfigurationManager())
            .Select(service => service.ImplementationInstance).OfType<CommandRegistration>();
        var names = new CommandCatalog(new ValueRules(new NoNames()), registrations).Commands.Select(command => command.Name);
        names.Except(WithoutCluster).Where(name => !said.Any(text => $"{text} ".StartsWith($"{name} ", StringComparison.Ordinal)))
            .ShouldBeEmpty();
    }

    /// <summary>What the chart's roles grant: "delete pods".</summary>
    private async Task<IEnumerable<string>> GrantedAsync()
    {
        var roles = JsonNode.Parse(await bot.Kubectl.RunAsync(
            Stop, "get", "clusterroles,roles", "-A", "-l", "app.kubernetes.io/name=chatops", "-o", "json"))!["items"]!.AsArray();
        roles.Count.ShouldBe(5, "one for the cluster's own objects, one in each namespace, and the platform's own");
        return
        [
            .. from role in roles
               from rule in role!["rules"]!.AsArray()
               from verb in rule!["verbs"]!.AsArray()
               from resource in rule["resources"]!.AsArray()
               select $"{verb} {resource}",
        ];
    }

    private async Task<string> NodeAsync() =>
        (await bot.Kubectl.RunAsync(Stop, "get", "nodes", "-o", "jsonpath={.items[0].metadata.name}")).Trim();

    /// <summary>A pod that does not get ready, as the bot knows by now.</summary>
    private async Task<string> SickPodAsync()
    {
        var kubectl = new Kubectl(bot.Kubeconfig, $"astronomer-ee-{Lunar}");
        var pod = await kubectl.RunAsync(Stop, "get", "pods", "-l", "component=webserver", "-o", "jsonpath={.items[0].metadata.name}");
        await kubectl.RunAsync(Stop, "annotate", "pod", pod, "simulator.chatops.dev/fault=never-ready");
        await Eventually.SeeAsync(
            "the bot sees that it is not ready", stop => bot.AskAsync($"pods {Lunar} --unhealthy", stop), said => said.Contains("webserver"), Stop);
        return pod;
    }

    private sealed class NoNames : IKnownNames
    {
        public IEnumerable<string> Components => [];

        public IEnumerable<string> Deployments => [];
    }
}
