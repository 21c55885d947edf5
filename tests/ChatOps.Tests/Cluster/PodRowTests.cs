using System.Text.Json;
using ChatOps.Adapters.Cluster.Mapping;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Cluster;

public sealed class PodRowTests
{
    [Fact]
    public void Every_recorded_pod_is_printed_as_the_real_API_server_printed_it()
    {
        var recorded = Recorded();

        var wrong = recorded.Where(each => Print(each.Pod) != each.Row);

        recorded.Count.ShouldBe(292);
        wrong.Select(each => $"{each.Name} is {each.Row}, not {Print(each.Pod)}").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("running and ready", """{"ready":true,"started":true,"state":{"running":{}}}""", "2/2 Running 4")]
    [InlineData("started, not ready", """{"started":true,"state":{"running":{}}}""", "1/2 Running 4")]
    [InlineData("starting", """{"state":{"running":{}}}""", "0/2 Init:0/1 1")]
    [InlineData("crashed", """{"state":{"waiting":{"reason":"CrashLoopBackOff"}}}""", "0/2 Init:CrashLoopBackOff 1")]
    public void A_sidecar_counts_as_a_container(string sidecar, string state, string row) =>
        Print(PodWithSidecar(state)).ShouldBe(row, sidecar);

    [Fact]
    public void A_sidecar_that_crashes_later_does_not_hide_the_main_container() =>
        Print(PodWithSidecar(
                """{"state":{"waiting":{"reason":"CrashLoopBackOff"}}}""",
                """{"type":"Initialized","status":"True"}"""))
            .ShouldBe("1/2 Init:CrashLoopBackOff 4");

    [Fact]
    public void A_gated_pod_says_so() =>
        Print("""
            {"metadata":{"name":"p"},"spec":{"containers":[{"name":"c"}]},"status":{"phase":"Pending",
             "conditions":[{"type":"PodScheduled","status":"False","reason":"SchedulingGated"}]}}
            """).ShouldBe("0/1 SchedulingGated 0");

    [Fact]
    public void A_finished_pod_keeps_its_word_while_it_is_deleted() =>
        Print("""
            {"metadata":{"name":"p","deletionTimestamp":"2026-11-01T00:00:00Z"},"spec":{"containers":[{"name":"c"}]},
             "status":{"phase":"Succeeded","containerStatuses":[
               {"name":"c","state":{"terminated":{"exitCode":0,"reason":"Completed"}}}]}}
            """).ShouldBe("0/1 Completed 0");

    [Fact]
    public void A_pod_ending_on_a_lost_node_is_of_unknown_status() =>
        Print("""
            {"metadata":{"name":"p","deletionTimestamp":"2026-11-01T00:00:00Z"},"spec":{"containers":[{"name":"c"}]},
             "status":{"phase":"Running","reason":"NodeLost"}}
            """).ShouldBe("0/1 Unknown 0");

    [Theory]
    [InlineData("True", "1/2 Running 0")]
    [InlineData("False", "1/2 NotReady 0")]
    public void A_pod_with_one_container_done_and_one_running_is_not_done(string ready, string row) =>
        Print($$"""
            {"metadata":{"name":"p"},"spec":{"containers":[{"name":"done"},{"name":"runs"}]},
             "status":{"phase":"Running","conditions":[{"type":"Ready","status":"{{ready}}"}],"containerStatuses":[
               {"name":"done","state":{"terminated":{"exitCode":0,"reason":"Completed"} } },
               {"name":"runs","ready":true,"state":{"running":{} } } ] } }
            """).ShouldBe(row);

    [Fact]
    public void The_last_restart_is_when_the_run_before_it_ended() =>
        PodRow.Of(Manifests.PodManifest("""
            {"metadata":{"name":"p"},"spec":{"containers":[{"name":"a"},{"name":"b"}]},"status":{"containerStatuses":[
              {"name":"a","lastState":{"terminated":{"exitCode":1,"finishedAt":"2026-11-01T10:00:00Z"}}},
              {"name":"b","lastState":{"terminated":{"exitCode":1,"finishedAt":"2026-11-01T11:00:00Z"}}}]}}
            """)).LastRestart.ShouldBe(new DateTimeOffset(2026, 11, 1, 11, 0, 0, TimeSpan.Zero));

    private static string PodWithSidecar(string sidecar, string condition = "{}") => $$"""
        {"metadata":{"name":"p"},
         "spec":{"initContainers":[{"name":"s","restartPolicy":"Always"}],"containers":[{"name":"c"}]},
         "status":{"phase":"Running","conditions":[{{condition}}],
           "initContainerStatuses":[{"name":"s","restartCount":1,{{sidecar[1..]}}],
           "containerStatuses":[{"name":"c","ready":true,"restartCount":3,"state":{"running":{} } } ] } }
        """;

    private static string Print(string json)
    {
        var row = PodRow.Of(Manifests.PodManifest(json));
        return $"{row.ReadyContainers}/{row.Containers} {row.Status} {row.Restarts}";
    }

    private static List<(string Name, string Pod, string Row)> Recorded()
    {
        var file = Path.Combine(AppContext.BaseDirectory, "recordings", "pod-status", "cases.json");
        using var recording = JsonDocument.Parse(File.ReadAllText(file));
        return
        [
            .. recording.RootElement.GetProperty("cases").EnumerateArray().Select(each => (
                each.GetProperty("metadata").GetProperty("name").GetString()!, // Every recorded pod has a name.
                each.GetRawText(),
                Row(each.GetProperty("row")))),
        ];
    }

    private static string Row(JsonElement row) =>
        $"{row.GetProperty("ready")} {row.GetProperty("status")} {row.GetProperty("restarts")}";
}
