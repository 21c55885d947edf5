using System.Net;
using ChatOps.Adapters.Cluster;
using ChatOps.Inventory;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Cluster;

public sealed class ClusterConfigFilesTests : IDisposable
{
    private readonly ScriptedApiServer _server = new();

    public void Dispose() => _server.Dispose();

    [Theory]
    [InlineData("""{"mountPath":"/etc/prometheus","name":"c"}""", """{"configMap":{"name":"m"},"name":"c"}""")]
    [InlineData("""{"mountPath":"/etc/prometheus/","name":"c"}""", """{"configMap":{"name":"m"},"name":"c"}""")]
    [InlineData(
        """{"mountPath":"/etc/prometheus/prometheus.yaml","subPath":"prometheus.yaml","name":"c"}""",
        """{"configMap":{"name":"m"},"name":"c"}""")]
    [InlineData(
        """{"mountPath":"/etc","name":"etc"},{"mountPath":"/etc/prometheus","name":"c"}""",
        """{"name":"etc","configMap":{"name":"other"}},{"configMap":{"name":"m"},"name":"c"}""")]
    [InlineData(
        """{"mountPath":"/etc/prometheus","name":"c"}""",
        """{"projected":{"sources":[{"secret":{"name":"s"}},{"configMap":{"name":"m"}}]},"name":"c"}""")]
    public async Task A_file_is_found_in_the_config_map_that_is_mounted_there(string mounts, string volumes)
    {
        AnswersPod(mounts, volumes);
        _server.Answers(HttpStatusCode.OK, """{"data":{"prometheus.yaml":"global: {}\n"}}""");

        (await FindAsync()).ShouldBe(new ConfigFile("m", "prometheus.yaml", "global: {}\n"));
        _server.Requests.ShouldBe(
        [
            "GET /api/v1/namespaces/astronomer-ee/pods/prometheus-0",
            "GET /api/v1/namespaces/astronomer-ee/configmaps/m",
        ]);
    }

    [Fact]
    public async Task A_key_may_have_another_name_than_its_file()
    {
        AnswersPod(
            """{"mountPath":"/etc/prometheus","name":"c"}""",
            """{"configMap":{"name":"m","items":[{"key":"config","path":"prometheus.yaml"}]},"name":"c"}""");
        _server.Answers(HttpStatusCode.OK, """{"data":{"config":"global: {}","prometheus.yaml":"not this"}}""");

        (await FindAsync()).ShouldBe(new ConfigFile("m", "config", "global: {}"));
    }

    [Theory]
    [InlineData("""{"mountPath":"/etc/prometheus","name":"c"}""", """{"secret":{"secretName":"s"},"name":"c"}""")]
    [InlineData("""{"mountPath":"/etc/prom","name":"c"}""", """{"configMap":{"name":"m"},"name":"c"}""")]
    public async Task A_secret_is_never_asked_for_nor_a_map_that_is_mounted_elsewhere(string mounts, string volumes)
    {
        AnswersPod(mounts, volumes);

        (await FindAsync()).ShouldBeNull();
        _server.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_successor_by_the_same_name_is_not_looked_into()
    {
        AnswersPod("", "", uid: "u2");

        (await FindAsync()).ShouldBeNull();
    }

    private void AnswersPod(string mounts, string volumes, string uid = "u1") => _server.Answers(
        HttpStatusCode.OK,
        $$"""
        {"metadata":{"name":"prometheus-0","uid":"{{uid}}","resourceVersion":"1"},
         "spec":{"containers":[{"name":"reloader"},{"name":"prometheus","volumeMounts":[{{mounts}}]}],"volumes":[{{volumes}}] } }
        """);

    private Task<ConfigFile?> FindAsync() => new ClusterConfigFiles(_server.Effects(new FakeTimeProvider())).FindAsync(
        new PodKey("astronomer-ee", "prometheus-0", "u1"),
        "prometheus",
        "/etc/prometheus/prometheus.yaml",
        TestContext.Current.CancellationToken);
}
