using System.Text.Json.Nodes;
using ChatOps.IntegrationTests.Rigs;
using Shouldly;
using Xunit;

namespace ChatOps.IntegrationTests.Chart;

/// <summary>The chart as somebody who installs it sees it.</summary>
public sealed class ChartTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<string> ValueFiles => [.. Helm.ValueFiles().Select(file => Path.GetFileName(file)!)];

    [Fact]
    public async Task Lint_finds_nothing_wrong_with_any_values()
    {
        foreach (var file in Helm.ValueFiles())
        {
            var ended = await Helm.TryAsync(Stop, "lint", "--strict", Helm.Chart, "--values", file);
            ended.Status.ShouldBe(0, ended.Output);
        }
    }

    [Theory]
    [InlineData("--set storage.provider=Sqlite --set replicas=2", "replicas is 2, but SQLite is one file for one host. Set replicas to 1, or storage.provider to PostgreSql.")]
    [InlineData("--set secrets.ConnectionStrings__ChatOps=null", "secrets.ConnectionStrings__ChatOps must name the Secret with its connection string. For one host without a server set storage.provider to Sqlite.")]
    [InlineData("--set settings.Slack.BotToken=x", "settings.Slack.BotToken is a secret: put it into a Secret and name that in secrets.Slack__BotToken.")]
    [InlineData("--set settings.slack.bottoken=x", "settings.slack.bottoken is a secret: put it into a Secret and name that in secrets.slack__bottoken.")]
    [InlineData("--set settings.Slack:BotToken=x", "settings.Slack:BotToken is a secret: put it into a Secret and name that in secrets.Slack__BotToken.")]
    [InlineData("--set settings.Serilog.WriteTo[0].Args.apiToken=x", "settings.Serilog.WriteTo.0.Args.apiToken is a secret: put it into a Secret and name that in secrets.Serilog__WriteTo__0__Args__apiToken.")]
    [InlineData("--set settings.OTEL_EXPORTER_OTLP_HEADERS=x", "settings.OTEL_EXPORTER_OTLP_HEADERS is a secret: put it into a Secret and name that in secrets.OTEL_EXPORTER_OTLP_HEADERS.")]
    [InlineData("--set settings.OTEL_EXPORTER_OTLP_TRACES_HEADERS=x", "settings.OTEL_EXPORTER_OTLP_TRACES_HEADERS is a secret")]
    [InlineData("--set settings.connectionStrings.chatops=x", "settings.connectionStrings is the chart's to set: use storage and secrets.ConnectionStrings__ChatOps.")]
    [InlineData("--set settings.ConnectionStrings:ChatOps=x", "settings.ConnectionStrings:ChatOps is the chart's to set: use storage and secrets.ConnectionStrings__ChatOps.")]
    [InlineData("--set settings.cluster.Context=x", "settings.cluster: write it as settings.Cluster, in which the chart sets something too.")]
    [InlineData("--set secrets.otel_headers.name=x", "does not match pattern")]
    [InlineData("--set secrets.Cluster__Mode.name=x,secrets.Cluster__Mode.key=y", "secrets.Cluster__Mode is no secret, and the chart sets it")]
    [InlineData("--set secrets.storage__provider.name=x,secrets.storage__provider.key=y", "secrets.storage__provider is no secret, and the chart sets it")]
    [InlineData("--set settings.Storage.Provider=Sqlite", "settings.Storage is the chart's to set: use storage and secrets.ConnectionStrings__ChatOps.")]
    [InlineData("--set settings.Cluster.Mode=Kubeconfig", "settings.Cluster.Mode is the chart's to set: in the cluster that it is installed in the bot is InCluster, so take it away.")]
    [InlineData("--set settings.Cluster.mode=Kubeconfig", "settings.Cluster.mode is the chart's to set: in the cluster that it is installed in the bot is InCluster, so take it away.")]
    [InlineData("--set settings.Edge.managementPort=8080", "settings.Edge.managementPort is the chart's to set: probes and Service know it, so take it away.")]
    [InlineData("--set settings.Cluster.Namespaces={a}", "settings.Cluster.Namespaces is the chart's to set: use namespaces.")]
    [InlineData("--set ingress.enabled=true", "ingress.enabled is true, so ingress.host must say by which name chat reaches the bot.")]
    [InlineData("--set serviceAccount.create=false", "serviceAccount.create is false, so serviceAccount.name must say which one the bot is.")]
    [InlineData("--set capabilities.exec=true", "at '/capabilities': additional properties 'exec' not allowed")]
    [InlineData("--set namespaces={zodiac-*}", "at '/namespaces/0': 'zodiac-*' does not match pattern")]
    public async Task What_would_not_work_is_refused_with_a_sentence(string settings, string sentence)
    {
        var ended = await Helm.TryTemplateAsync(Stop, settings.Split(' '));

        ended.Status.ShouldNotBe(0);
        ended.Output.ShouldContain(sentence);
    }

    [Fact]
    public async Task What_the_page_about_installing_says_to_write_into_values_is_taken()
    {
        using var folder = new TemporaryFolder();
        var page = await File.ReadAllTextAsync(Repository.File("docs/install.md"), Stop);
        var blocks = page.Split("```yaml\n").Skip(1).Select(block => block.Split("```")[0].Split('\n')).ToList();
        blocks.Count.ShouldBe(3, "to install, traces, the console");
        var arguments = new List<string>();
        foreach (var (number, lines) in blocks.Index())
        {
            var indent = lines[0].Length - lines[0].TrimStart().Length; // in a list it is moved to the right
            await File.WriteAllLinesAsync(folder.File($"{number}.yaml"), lines.Select(line => line.Length > indent ? line[indent..] : ""), Stop);
            arguments.AddRange(["--values", folder.File($"{number}.yaml")]);
            (await Helm.TemplateAsync(Stop, "--values", folder.File("0.yaml"), "--values", folder.File($"{number}.yaml"))).ShouldContain("kind: Deployment");
        }

        var all = await Helm.TemplateAsync(Stop, arguments);
        Manifest(all, "configmap").ShouldContain("\"Authority\": \"https://keycloak.example.com/realms/platform\"");
        Manifest(all, "configmap").ShouldContain("\"Channel\": \"slack:C0123ABCD\"");
        Manifest(all, "ingress").ShouldContain("chatops.example.com");
    }

    [Fact]
    public async Task A_variable_that_is_no_setting_of_the_bots_can_come_from_a_Secret_too() =>
        (await Helm.TemplateAsync(
            Stop,
            "--set", "secrets.OTEL_EXPORTER_OTLP_HEADERS.name=otlp,secrets.OTEL_EXPORTER_OTLP_HEADERS.key=headers",
            "--show-only", "templates/deployment.yaml"))
            .ShouldContain(
                """
                            - name: OTEL_EXPORTER_OTLP_HEADERS
                              valueFrom:
                                secretKeyRef:
                                  name: otlp
                                  key: headers
                """);

    [Theory]
    [InlineData("", 2)]
    [InlineData("--set storage.provider=Sqlite", 1)]
    [InlineData("--set replicas=5", 5)]
    public async Task There_are_as_many_hosts_as_the_database_serves(string settings, int replicas) =>
        (await Helm.TemplateAsync(Stop, [.. settings.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--show-only", "templates/deployment.yaml"]))
            .ShouldContain($"\n  replicas: {replicas}\n");

    [Theory]
    [MemberData(nameof(ValueFiles))]
    public async Task Probes_and_metrics_have_a_port_that_the_Ingress_does_not_know(string values)
    {
        var all = await Helm.TemplateAsync(
            Stop,
            "--values", Path.Combine(Helm.Chart, "ci", values),
            "--set", "monitoring.serviceMonitor.enabled=true,ingress.enabled=true,ingress.host=chatops.example.com,ingress.paths={/}");

        var deployment = Manifest(all, "deployment");
        deployment.ShouldContain("containerPort: 8081\n");
        deployment.Split("port: management}").Length.ShouldBe(4, "three probes ask there");
        deployment.ShouldNotContain("port: http}");
        Manifest(all, "configmap").ShouldContain("\"ManagementPort\": 8081");
        Manifest(all, "service").ShouldContain("- name: management\n      port: 8081\n      targetPort: management\n");
        Manifest(all, "servicemonitor").ShouldContain("- port: management\n      path: /metrics\n");
        var ingress = Manifest(all, "ingress");
        ingress.ShouldContain("- path: /\n");
        ingress.ShouldContain("name: http\n");
        ingress.ShouldNotContain("management");
    }

    [Theory]
    [MemberData(nameof(ValueFiles))]
    public async Task The_bot_is_nobody_who_may_do_nothing_and_write_nowhere_but_where_it_must(string values)
    {
        var deployment = Manifest(await Helm.TemplateAsync(Stop, "--values", Path.Combine(Helm.Chart, "ci", values)), "deployment");

        deployment.ShouldContain(
            """
                  securityContext:
                    runAsNonRoot: true
                    runAsUser: 1654
                    runAsGroup: 1654
                    fsGroup: 1654
                    fsGroupChangePolicy: OnRootMismatch
                    seccompProfile:
                      type: RuntimeDefault
                  containers:

            """);
        deployment.ShouldContain(
            """
                      securityContext:
                        allowPrivilegeEscalation: false
                        readOnlyRootFilesystem: true
                        capabilities:
                          drop: [ALL]

            """);
        deployment.Split("  image: ").Length.ShouldBe(2, "there is no other container");
        deployment.ShouldNotContain("initContainers:");
        deployment.Split("mountPath:").Skip(1).Select(mount => mount.Split('}')[0].Trim()).Where(mount => !mount.EndsWith("readOnly: true"))
            .ShouldBeSubsetOf(["/tmp", "/var/lib/chatops"]);
    }

    [Fact]
    public async Task Hosts_are_spread_over_nodes_and_zones()
    {
        var spread = Manifest(await Helm.TemplateAsync(Stop), "deployment").Split("topologySpreadConstraints:\n")[1];

        spread.ShouldContain("topologyKey: kubernetes.io/hostname\n");
        spread.ShouldContain("topologyKey: topology.kubernetes.io/zone\n");
        spread.ShouldContain("app.kubernetes.io/instance: chatops\n");
        Manifest(await Helm.TemplateAsync(Stop, "--set", "storage.provider=Sqlite"), "deployment").ShouldNotContain("topologySpreadConstraints");
    }

    [Fact]
    public async Task A_host_that_waits_for_its_database_is_passed_over_and_not_killed()
    {
        var deployment = Manifest(await Helm.TemplateAsync(Stop), "deployment");

        PathOf("startupProbe").ShouldBe("/healthz/live");
        PathOf("livenessProbe").ShouldBe("/healthz/live");
        PathOf("readinessProbe").ShouldBe("/healthz/ready");

        string PathOf(string probe) => deployment.Split($"{probe}:\n")[1].Split("path: ")[1].Split(',')[0];
    }

    [Theory]
    [InlineData("", "      from:\n        - namespaceSelector: {}\n")]
    [InlineData("--set networkPolicy.metricsFrom[0].podSelector.matchLabels.app=prometheus", "      from:\n        - podSelector:\n            matchLabels:\n              app: prometheus\n")]
    public async Task Prometheus_may_reach_nothing_but_its_own_port(string settings, string peers)
    {
        var policy = await Helm.TemplateAsync(
            Stop,
            [
                "--set", "networkPolicy.from[0].podSelector.matchLabels.app=nginx", .. settings.Split(' ', StringSplitOptions.RemoveEmptyEntries),
                "--show-only", "templates/networkpolicy.yaml",
            ]);

        policy.ShouldContain("- {port: http, protocol: TCP}\n      from:\n        - podSelector:\n            matchLabels:\n              app: nginx\n");
        policy.ShouldContain($"- {{port: management, protocol: TCP}}\n{peers}");
    }

    [Fact]
    public async Task An_empty_list_lets_nobody_read_the_metrics() =>
        (await Helm.TemplateAsync(Stop, "--set-json", "networkPolicy.metricsFrom=[]", "--show-only", "templates/networkpolicy.yaml"))
            .ShouldNotContain("management");

    [Theory]
    [MemberData(nameof(ValueFiles))]
    public async Task No_right_is_more_than_reading_unless_a_switch_asks_for_it_and_nothing_reads_secrets(string values)
    {
        var roles = await RolesAsync("--values", Path.Combine(Helm.Chart, "ci", values));

        roles.ShouldAllBe(role => !role.Contains("\"*\""));
        roles.Where(role => !role.Contains("-platform\n")).ShouldAllBe(role => !role.Contains("secrets") && !role.Contains("exec"));
        string[] writing = ["  verbs: [\"create\"]", "  resourceNames: [\"grafana-admin\"]\n  verbs: [\"patch\"]"];
        string.Join('\n', roles).Split("resources: [\"secrets\"]\n").Skip(1)
            .ShouldAllBe(rule => writing.Any(allowed => rule.StartsWith(allowed, StringComparison.Ordinal)));
        if (values.StartsWith("least"))
        {
            Lines(roles).Where(line => line.Contains("verbs:")).ShouldAllBe(
                line => !line.Contains("create") && !line.Contains("update") && !line.Contains("patch") && !line.Contains("delete"));
        }
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("--set toSecretNames={grafana-admin}", true)]
    public async Task No_secret_is_changed_unless_it_is_named(string names, bool isGranted) =>
        string.Join('\n', await RolesAsync(["--set", "capabilities.toSecret=true", .. names.Split(' ', StringSplitOptions.RemoveEmptyEntries)]))
            .Contains("resources: [\"secrets\"]\n  resourceNames: [\"grafana-admin\"]\n  verbs: [\"patch\"]").ShouldBe(isGranted);

    [Theory]
    [InlineData("restart", "\"pods\"")]
    [InlineData("grafana", "\"pods/exec\"")]
    [InlineData("toSecret", "\"secrets\"")]
    public async Task A_switch_brings_its_right_and_takes_it_away_again(string capability, string resource)
    {
        string[] verbs = ["\"delete\"", "\"create\""];

        Changes(await RolesAsync("--set", $"capabilities.{capability}=true")).ShouldBeTrue();
        Changes(await RolesAsync("--set", $"capabilities.{capability}=false")).ShouldBeFalse();

        bool Changes(IReadOnlyList<string> roles) => Lines(roles).Zip(Lines(roles).Skip(1))
            .Any(pair => pair.First.Contains(resource) && verbs.Any(pair.Second.Contains));
    }

    /// <summary>What one template made.</summary>
    private static string Manifest(string all, string template) =>
        all.Split("# Source: ").Single(manifest => manifest.StartsWith($"chatops/templates/{template}.yaml\n", StringComparison.Ordinal));

    private static async Task<IReadOnlyList<string>> RolesAsync(params string[] arguments) =>
        (await Helm.TemplateAsync(Stop, [.. arguments, "--show-only", "templates/rbac.yaml"])).Split("\n---\n");

    private static IEnumerable<string> Lines(IEnumerable<string> roles) => roles.SelectMany(role => role.Split('\n'));

    [Fact]
    public void Every_value_is_commented_in_the_file_and_described_in_the_schema()
    {
        var values = new ValuesFile(Path.Combine(Helm.Chart, "values.yaml"));
        var schema = JsonNode.Parse(File.ReadAllText(Path.Combine(Helm.Chart, "values.schema.json")))!;

        values.Uncommented.ShouldBeEmpty();
        values.Paths.Count.ShouldBeGreaterThan(60);
        values.Paths.Where(path => !IsDescribed(schema, path)).ShouldBeEmpty();
    }

    private static bool IsDescribed(JsonNode schema, string path)
    {
        var found = path.Split('.').Aggregate((JsonNode?)schema, (node, name) => node?["properties"]?[name]);
        return found?["description"]?.GetValue<string>() is { Length: > 0 };
    }
}
