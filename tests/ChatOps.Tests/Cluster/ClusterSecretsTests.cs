using System.Net;
using ChatOps.Adapters.Cluster;
using ChatOps.Inventory;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Cluster;

/// <summary>What becomes of a Secret that the API server does not take: its words may quote what it was sent.</summary>
public sealed class ClusterSecretsTests : IDisposable
{
    private const string Quoting = "admission webhook denied: bm9ib2R5a25vd3M is too weak";

    private static readonly SecretReference Secret = new("astronomer-ee", "grafana-admin");

    private readonly ScriptedApiServer _server = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _server.Dispose();

    [Fact]
    public async Task A_refusal_is_told_without_the_servers_words()
    {
        _server.AnswersStatus(HttpStatusCode.BadRequest, Quoting);

        (await WriteAsync()).ShouldBe(Problem.Refused("The API server did not take Secret astronomer-ee/grafana-admin: it answers 400."));
    }

    [Theory]
    [InlineData(HttpStatusCode.Forbidden, typeof(ClusterForbiddenException))]
    [InlineData(HttpStatusCode.Conflict, typeof(ClusterUnavailableException))]
    public async Task Nor_are_they_in_an_exception(HttpStatusCode code, Type expected)
    {
        _server.AnswersStatus(code, Quoting);
        _server.AnswersStatus(code, Quoting); // a conflict is merged into what is there

        var thrown = await Should.ThrowAsync(WriteAsync, expected);

        $"{thrown}".ShouldNotContain("bm9ib2R5");
        thrown.Message.ShouldContain($"it answers {(int)code}");
    }

    private Task<Problem?> WriteAsync() => new ClusterSecrets(_server.Effects(new FakeTimeProvider()))
        .WriteAsync(Secret, new Dictionary<string, string> { ["admin-password"] = "nobodyknows" }, Stop);
}
