using System.Net;
using ChatOps.Adapters.Cluster;
using ChatOps.Inventory;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Cluster;

public sealed class ClusterQuotasTests : IDisposable
{
    private const string Path = "/api/v1/namespaces/zodiac/resourcequotas/quota";

    private readonly FakeTimeProvider _time = new();
    private readonly ScriptedApiServer _server = new();

    public void Dispose() => _server.Dispose();

    [Fact]
    public async Task The_UID_and_the_version_that_was_read_go_along_with_the_new_amounts()
    {
        Allows(cpu: "10000m");
        _server.Answers(HttpStatusCode.OK, "{}");

        (await ChangeAsync()).ShouldBe(new Dictionary<string, string> { ["requests.cpu"] = "12" });

        _server.Requests.ShouldBe(
        [
            $"GET {Path}",
            $"PATCH {Path} " + """{"metadata":{"uid":"u1","resourceVersion":"7"},"spec":{"hard":{"requests.cpu":"12"}}}""",
        ]);
    }

    [Fact]
    public async Task What_somebody_else_changed_is_left_alone_and_told()
    {
        Allows(cpu: "11");

        (await ChangeAsync())!["requests.cpu"].ShouldBe("11"); // the quota is there

        _server.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_quota_made_anew_by_the_same_name_is_left_alone()
    {
        Allows(cpu: "10", uid: "u2");

        (await ChangeAsync()).ShouldBeNull();

        _server.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task When_somebody_writes_at_the_same_moment_it_is_read_again_by_the_next_try()
    {
        Allows(cpu: "10");
        _server.AnswersStatus(HttpStatusCode.Conflict, "the object has been modified");
        Allows(cpu: "11");

        var change = ChangeAsync();
        await Eventually.BecomesTrueAsync(() => change.IsCompleted, _time);

        await Should.ThrowAsync<ClusterUnavailableException>(change);
        (await ChangeAsync())!["requests.cpu"].ShouldBe("11"); // the quota is there
    }

    private void Allows(string cpu, string uid = "u1") => _server.Answers(
        HttpStatusCode.OK,
        $$$"""{"metadata":{"name":"quota","namespace":"zodiac","uid":"{{{uid}}}","resourceVersion":"7"},"spec":{"hard":{"pods":"9","requests.cpu":"{{{cpu}}}"} } }""");

    private Task<IReadOnlyDictionary<string, string>?> ChangeAsync() => new ClusterQuotas(_server.Effects(_time)).ChangeAsync(
        new QuotaReference("zodiac", "quota", "u1"),
        new Dictionary<string, string> { ["requests.cpu"] = "10" },
        new Dictionary<string, string> { ["requests.cpu"] = "12" },
        TestContext.Current.CancellationToken);
}
