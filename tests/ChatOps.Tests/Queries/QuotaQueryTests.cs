using ChatOps.Chat;
using ChatOps.Tests.Cluster;
using ChatOps.Tests.Fitting;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Queries;

public sealed class QuotaQueryTests : IDisposable
{
    private const string Zodiac = "zodiac-cosmo-1172";
    private const string Space = $"astronomer-ee-{Zodiac}";

    private readonly FitRig _cluster = new();
    private readonly QueryRig _rig;

    public QuotaQueryTests()
    {
        _rig = new QueryRig(_cluster.Inventory);
        _cluster.Node("big-1", "\"cpu\":\"10\",\"memory\":\"10Gi\"");
        Deploy("webserver", "Deployment", cpu: "200m");
        Deploy("scheduler", "Deployment", cpu: "500m", strategy: "{\"type\":\"Recreate\"}");
        Deploy("redis", "StatefulSet", cpu: "100m");
        Limit(used: "2400m");
    }

    public void Dispose() => _rig.Dispose();

    [Fact]
    public async Task A_quota_is_a_table_of_bars_and_every_workload_is_said_to_fit_or_not() =>
        (await _rig.AskAsync("quota zodiac")).ShouldBe(
            """
            zodiac-cosmo-1172: 75% of requests.memory used, a rolling restart fits
            resource-quota
            RESOURCE         TAKEN         LEFT    USED     HARD
            limits.cpu       #####... 66%  1200m   2400m    3600m
            pods             ##...... 21%  11      3        14
            requests.memory  ######.. 75%  3456Mi  10368Mi  13824Mi
            A rolling restart
            WORKLOAD   FITS  TAKES MEANWHILE
            redis      yes   nothing: it ends old pods first
            scheduler  yes   nothing: it ends old pods first
            webserver  yes   1 pod: 200m CPU, 768Mi memory
            """);

    [Fact]
    public async Task A_restart_that_the_quota_has_no_room_for_is_said_first()
    {
        Limit(used: "3500m");

        var answer = (await _rig.MessageAsync($"quota {Zodiac}")).Require();

        answer.Title.ShouldBe("zodiac-cosmo-1172: 97% of limits.cpu used, no room for a rolling restart of webserver");
        answer.Tone.ShouldBe(Tone.Warning);
        answer.ToPlainText().ShouldEndWith(
            "webserver: quota zodiac-cosmo-1172-resource-quota is 100m short of limits.cpu: 1 pod would take 200m, and 3500m of 3600m is used.");
    }

    [Fact]
    public async Task A_quota_that_is_used_up_is_not_green_though_a_restart_fits()
    {
        _cluster.Inventory.Quotas = [Manifests.Quota(
            $$"""{"metadata":{"name":"q","uid":"q","namespace":"{{Space}}"},"status":{"hard":{"requests.storage":"1Gi"},"used":{"requests.storage":"301Gi"} } }""")];

        (await _rig.MessageAsync($"quota {Zodiac}")).Require().Tone.ShouldBe(Tone.Warning);
    }

    [Fact]
    public async Task A_restart_that_no_node_has_room_for_does_not_fit_either()
    {
        _cluster.Pod("filler", "big-1", FitRig.Cpu("9900m"));

        var answer = await _rig.AskAsync($"quota {Zodiac}");

        answer.ShouldContain("webserver  no ");
        answer.ShouldEndWith("webserver: No node takes a pod of zodiac-cosmo-1172-webserver; the nearest is big-1: short of 0.1 CPU.");
    }

    [Fact]
    public async Task Without_a_name_every_deployment_is_a_line_the_fullest_first()
    {
        Limit(used: "3500m");

        (await _rig.AskAsync("quota")).ShouldBe(
            """
            1 deployment with a quota, 1 nearly used up
            DEPLOYMENT         USED MOST     RESOURCE    LEFT
            zodiac-cosmo-1172  ######## 97%  limits.cpu  100m
            """);
    }

    [Fact]
    public async Task No_quota_is_said_as_such()
    {
        _cluster.Inventory.Quotas = [];

        (await _rig.AskAsync("quota")).ShouldBe("There are no quotas");
        (await _rig.AskAsync($"quota {Zodiac}")).ShouldStartWith("No quota limits zodiac-cosmo-1172");
    }

    private void Limit(string used) => _cluster.Inventory.Quotas = [Manifests.Quota(
        $$"""
        {"metadata":{"name":"{{Zodiac}}-resource-quota","uid":"q","namespace":"{{Space}}"},
         "status":{"hard":{"pods":"14","limits.cpu":"3600m","requests.memory":"13824Mi"},
                   "used":{"pods":"3","limits.cpu":"{{used}}","requests.memory":"10368Mi"} } }
        """)];

    private void Deploy(string component, string kind, string cpu, string strategy = "null")
    {
        var labels = $$"""{"tier":"airflow","component":"{{component}}","release":"{{Zodiac}}"}""";
        var amounts = $$"""{"cpu":"{{cpu}}","memory":"768Mi"}""";
        _cluster.Inventory.With(Manifests.Workload(
            $$"""
            {"metadata":{"name":"{{Zodiac}}-{{component}}","uid":"{{component}}","namespace":"{{Space}}","labels":{{labels}} },
             "spec":{"replicas":1,"strategy":{{strategy}},
                     "template":{"metadata":{"labels":{{labels}} },
                                 "spec":{"containers":[{"name":"c","resources":{"requests":{{amounts}},"limits":{{amounts}} } }]} } } }
            """,
            kind));
    }
}
