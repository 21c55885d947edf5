using System.Net;
using ChatOps.Adapters.Cluster;
using ChatOps.Inventory;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Cluster;

public sealed class ClusterPodsTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly ScriptedApiServer _server = new();

    public void Dispose() => _server.Dispose();

    [Fact]
    public async Task The_UID_goes_along_as_a_precondition()
    {
        _server.Answers(HttpStatusCode.OK, """{"kind":"Pod"}""");

        (await DeleteAsync(grace: null)).ShouldBe(Deletion.Accepted);

        _server.Requests.ShouldBe(
        [
            """
            DELETE /api/v1/namespaces/astronomer-ee/pods/prometheus-0
             {"preconditions":{"uid":"u1"},"apiVersion":"v1","kind":"DeleteOptions"}
            """.ReplaceLineEndings(""),
        ]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(600)]
    public async Task A_grace_is_passed_on_in_seconds(int seconds)
    {
        _server.Answers(HttpStatusCode.OK, """{"kind":"Pod"}""");

        await DeleteAsync(TimeSpan.FromSeconds(seconds));

        _server.Requests.ShouldHaveSingleItem().ShouldContain($"\"gracePeriodSeconds\":{seconds}");
    }

    [Fact]
    public async Task A_pod_that_is_not_there_is_gone()
    {
        _server.AnswersStatus(HttpStatusCode.NotFound, "pods \\\"prometheus-0\\\" not found");

        (await DeleteAsync()).ShouldBe(Deletion.Gone);
    }

    [Fact]
    public async Task A_successor_by_the_same_name_is_left_alone()
    {
        _server.AnswersStatus(
            HttpStatusCode.Conflict,
            "Operation cannot be fulfilled: Precondition failed: UID in precondition: u1, UID in object meta: u2");

        (await DeleteAsync()).ShouldBe(Deletion.Replaced);
        _server.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_role_that_lacks_the_right_is_told_in_words()
    {
        _server.AnswersStatus(HttpStatusCode.Forbidden, "User chatops cannot delete resource pods");

        var refusal = await Should.ThrowAsync<ClusterForbiddenException>(DeleteAsync());

        refusal.Message.ShouldBe(
            "The bot may not delete pods in astronomer-ee: User chatops cannot delete resource pods");
    }

    [Fact]
    public async Task A_moment_of_trouble_is_waited_out()
    {
        _server.RefusesConnection();
        _server.AnswersStatus(HttpStatusCode.ServiceUnavailable, "etcd leader changed");
        _server.Answers(HttpStatusCode.OK, """{"kind":"Pod"}""");

        (await InTimeAsync(DeleteAsync())).ShouldBe(Deletion.Accepted);

        _server.Requests.Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_write_at_the_same_moment_is_told_and_not_repeated_before_it_is_asked_for_again()
    {
        _server.AnswersStatus(HttpStatusCode.Conflict, "the object has been modified");
        _server.Answers(HttpStatusCode.OK, """{"kind":"Pod"}""");

        await Should.ThrowAsync<ClusterUnavailableException>(InTimeAsync(DeleteAsync()));

        _server.Requests.Count.ShouldBe(1);
        (await InTimeAsync(DeleteAsync())).ShouldBe(Deletion.Accepted);
    }

    [Fact]
    public async Task An_API_server_that_stays_away_is_told_in_words()
    {
        for (var attempt = 0; attempt < 3; attempt++)
        {
            _server.RefusesConnection();
        }

        var outage = await Should.ThrowAsync<ClusterUnavailableException>(InTimeAsync(DeleteAsync()));

        outage.Message.ShouldBe("The API server can't be reached: Connection refused (cluster.example:80)");
    }

    [Fact]
    public async Task A_silent_API_server_is_not_waited_for_without_end()
    {
        var outage = await Should.ThrowAsync<ClusterUnavailableException>(InTimeAsync(DeleteAsync()));

        outage.Message.ShouldBe("The API server is silent: no answer within 10 s");
    }

    [Fact]
    public async Task An_error_page_of_a_proxy_stays_out_of_the_words()
    {
        for (var attempt = 0; attempt < 3; attempt++)
        {
            _server.Answers(HttpStatusCode.BadGateway, "<html><h1>Bad Gateway</h1></html>");
        }

        var outage = await Should.ThrowAsync<ClusterUnavailableException>(InTimeAsync(DeleteAsync()));

        outage.Message.ShouldBe("The API server could not delete pods in astronomer-ee: 502 Bad Gateway");
    }

    private Task<Deletion> DeleteAsync(TimeSpan? grace = null) => new ClusterPods(_server.Effects(_time))
        .DeleteAsync("astronomer-ee", "prometheus-0", "u1", grace, TestContext.Current.CancellationToken);

    private async Task<Deletion> InTimeAsync(Task<Deletion> deletion)
    {
        await Eventually.BecomesTrueAsync(() => deletion.IsCompleted, _time);
        return await deletion;
    }
}
