using System.Net;
using System.Net.Sockets;
using ChatOps.IntegrationTests.Rigs;
using Shouldly;
using Xunit;

namespace ChatOps.IntegrationTests.Hosting;

/// <summary>Wrong settings stop the start, with one line per mistake and no stack trace.</summary>
public sealed class WrongSettingsTests
{
    private const int WrongSettings = 78;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_mistake_gets_one_line()
    {
        var ended = await StartAsync(new()
        {
            ["Slack:SigningSecret"] = SlackUser.SigningSecret,
            ["Access:Grants:0:Role"] = "Operator",
            ["Access:Grants:0:To"] = "alice",
            ["Operations:Lease"] = "00:00:01",
        });

        ended.Status.ShouldBe(WrongSettings, ended.Output);
        var mistakes = ended.Output.Split('\n').SkipWhile(line => !line.StartsWith("Nothing was started. Please mend:")).Skip(1).ToList();
        mistakes.Count.ShouldBe(3, ended.Output);
        mistakes.ShouldContain(line => line.Contains("Slack:BotToken"));
        mistakes.ShouldContain(line => line.Contains("Access:Grants"));
        mistakes.ShouldContain(line => line.Contains("Lease"));
        ended.Output.ShouldNotContain(SlackUser.SigningSecret);
    }

    [Fact]
    public async Task Several_values_of_the_wrong_kind_are_all_named()
    {
        var ended = await StartAsync(new()
        {
            ["Access:Grants:0:Role"] = "King",
            ["Access:Grants:1:Role"] = "Queen",
            ["Approvals:Expiry"] = "soon",
            ["Cluster:Mode"] = "Imaginary",
            ["Slack:SocketMode"] = "maybe",
        });

        ended.Status.ShouldBe(WrongSettings, ended.Output);
        foreach (var mistake in new[]
        {
            "Access:Grants:0:Role can't be 'King'", "Access:Grants:1:Role can't be 'Queen'", "Approvals:Expiry can't be 'soon'",
            "Cluster:Mode can't be 'Imaginary'", "Slack:SocketMode can't be 'maybe': write true or false.",
        })
        {
            ended.Output.ShouldContain(mistake);
        }
    }

    [Theory]
    [InlineData("Simulator:Speed", "fast", "Simulator:Speed can't be 'fast': write a number.")]
    [InlineData("Simulator:Speed", "0", "Simulator:Speed: The field Speed must be between")]
    [InlineData("Cluster:Mode", "Imaginary", "Cluster:Mode can't be 'Imaginary': choose Simulated, Kubeconfig, InCluster.")]
    [InlineData("Access:Grants:0:Role", "King", "Access:Grants:0:Role can't be 'King': choose Viewer, Operator, Approver, Admin.")]
    [InlineData("Access:Grants:0:Deployments", "zodiac-*", "Access:Grants:0:Deployments can't be 'zodiac-*': write a list")]
    [InlineData("Incident:Channel", "teams:19:incidents@thread.tacv2", "Incident:Channel is in Teams, which is switched off: set Teams:AppId, Teams:TenantId and Teams:ClientSecret.")]
    [InlineData("Incident:Channel", "slack:C0123ABCD", "Incident:Channel is in Slack, which is switched off")]
    [InlineData("Restarting:SuccessorWithin", "soon", "Restarting:SuccessorWithin can't be 'soon'")]
    [InlineData("Access:Grnts", "x", "There is no setting Access:Grnts; did you mean Grants?")]
    [InlineData("Slack:SigningSecrt", "x", "There is no setting Slack:SigningSecrt; did you mean SigningSecret?")]
    [InlineData("Storage:Provder", "PostgreSql", "There is no setting Storage:Provder; did you mean Provider?")]
    [InlineData("ConnectionStrings:ChatOps", "nonsense", "ConnectionStrings:ChatOps")]
    [InlineData("ConnectionStrings:ChatOps", "Data Source=:memory:", "ConnectionStrings:ChatOps")]
    public async Task A_value_that_makes_no_sense_is_named(string setting, string value, string expected)
    {
        var ended = await StartAsync(new() { [setting] = value });

        ended.Status.ShouldBe(WrongSettings, ended.Output);
        ended.Output.ShouldContain(expected);
        ended.Output.ShouldNotContain("   at ");
    }

    [Fact]
    public async Task A_kubeconfig_that_is_not_there_is_named()
    {
        var ended = await StartAsync(new() { ["Cluster:Mode"] = "Kubeconfig", ["Cluster:Kubeconfig"] = "nowhere/config" });

        ended.Status.ShouldBe(WrongSettings, ended.Output);
        ended.Output.ShouldContain("nowhere/config");
    }

    [Theory]
    [InlineData("Sqlite", "Host=db", "there is no key host")]
    [InlineData("Sqlite", "nonsense", "write Key=Value")]
    [InlineData("PostgreSql", "Hots=db", "there is no key hots")]
    [InlineData("PostgreSql", "Host=db;Port=many", "the value of port makes no sense")]
    [InlineData("PostgreSql", "", "say where the PostgreSQL database is")]
    public async Task A_connection_string_that_makes_no_sense_is_one_line(string provider, string connection, string named)
    {
        var ended = await StartAsync(new() { ["Storage:Provider"] = provider, ["ConnectionStrings:ChatOps"] = connection });

        ended.Status.ShouldBe(WrongSettings, ended.Output);
        ended.Output.Split('\n').Length.ShouldBe(2, ended.Output);
        ended.Output.ShouldContain("ConnectionStrings:ChatOps");
        ended.Output.ShouldContain(named);
        ended.Output.ShouldNotContain("Parameter '");
    }

    [Fact]
    public async Task A_port_that_is_taken_is_one_line()
    {
        using var taken = new TcpListener(IPAddress.Loopback, port: 0);
        taken.Start();

        var ended = await StartAsync(new(), $"http://{taken.LocalEndpoint}");

        ended.Status.ShouldBe(WrongSettings, ended.Output);
        ended.Output.ShouldContain("Is another ChatOps running?");
        ended.Output.ShouldNotContain("   at ");
        ended.Output.ShouldNotContain("Exception");
    }

    [Fact]
    public async Task A_database_that_its_server_does_not_have_is_one_line()
    {
        await using var postgres = await PostgresServer.StartNewAsync(Stop);

        var ended = await StartAsync(new()
        {
            ["Storage:Provider"] = "PostgreSql",
            ["ConnectionStrings:ChatOps"] = postgres.ConnectionString("chatsop"),
        });

        ended.Status.ShouldBe(WrongSettings, ended.Output);
        ended.Output.Split('\n').Length.ShouldBe(2, ended.Output);
        ended.Output.ShouldContain("database \"chatsop\" does not exist");
    }

    private static async Task<ChildProcess.Ended> StartAsync(Dictionary<string, string> settings, string? url = null)
    {
        using var folder = new TemporaryFolder();
        settings["ASPNETCORE_URLS"] = url ?? $"http://127.0.0.1:{FreePort.Next()}";
        settings["Simulator:ClusterUrl"] = $"http://127.0.0.1:{FreePort.Next()}";
        settings["Simulator:HoustonUrl"] = $"http://127.0.0.1:{FreePort.Next()}/v1";
        return await new ChatOpsProgram(folder.Path, settings).RunAsync([], Stop);
    }
}
