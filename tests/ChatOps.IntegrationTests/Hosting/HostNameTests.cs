using ChatOps.IntegrationTests.Rigs;
using Npgsql;
using Shouldly;
using Xunit;

namespace ChatOps.IntegrationTests.Hosting;

/// <summary>Two processes by one name would take each other's operations for their own: the second is not started.</summary>
public sealed class HostNameTests
{
    private const int WrongSettings = 78;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task On_one_postgresql_a_name_is_one_process_s_and_free_again_when_that_is_killed()
    {
        await using var postgres = await PostgresServer.StartNewAsync(Stop);
        var settings = On(await postgres.CreateDatabaseAsync(Stop));
        await using var first = await HostProcess.StartNewAsync(settings, Stop);

        var second = await StartAsync(settings);

        second.Status.ShouldBe(WrongSettings, second.Output);
        second.Output.ShouldContain("Operations:Worker: a host that is called 'night' is at work on this database already. Stop that one, or give this one another name.");
        second.Output.ShouldNotContain("   at ");
        await using (await HostProcess.StartNewAsync(new Dictionary<string, string>(settings) { ["Operations:Worker"] = "day" }, Stop))
        {
            // Another name is no matter.
        }

        await first.KillAsync();
        await first.StartAsync(Stop);
    }

    [Fact]
    public async Task A_name_is_held_on_when_its_connection_is_cut_and_taken_again()
    {
        await using var postgres = await PostgresServer.StartNewAsync(Stop);
        var database = await postgres.CreateDatabaseAsync(Stop);
        await using var host = await HostProcess.StartNewAsync(On(database), Stop);
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync(Stop);
        var before = await HolderAsync(connection);

        await using (var cut = new NpgsqlCommand($"SELECT pg_terminate_backend({before})", connection))
        {
            await cut.ExecuteScalarAsync(Stop);
        }

        await Eventually.TrueAsync(
            "another connection of the host has the name",
            async _ => await HolderAsync(connection) is { } after && after != before,
            Stop);
        (await StartAsync(On(database))).Status.ShouldBe(WrongSettings);
        (await host.Client.GetAsync("/healthz/ready", Stop)).EnsureSuccessStatusCode();
    }

    [Fact]
    public async Task A_host_whose_name_another_has_taken_meanwhile_ends()
    {
        await using var postgres = await PostgresServer.StartNewAsync(Stop);
        var database = await postgres.CreateDatabaseAsync(Stop);
        await using var host = await HostProcess.StartNewAsync(On(database), Stop);
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync(Stop);
        await using var rival = new NpgsqlConnection($"{database};Command Timeout=60");
        await rival.OpenAsync(Stop);

        // Waits in line for the very lock, and has it as soon as the host's connection is cut.
        await using var take = new NpgsqlCommand(
            "SELECT pg_advisory_lock((l.classid::bigint << 32) | l.objid::bigint) FROM pg_locks l JOIN pg_stat_activity a USING (pid) "
            + "WHERE l.locktype = 'advisory' AND a.application_name = 'chatops night'",
            rival);
        var taken = take.ExecuteNonQueryAsync(Stop);
        await Eventually.TrueAsync("the rival waits in line", async _ => await WaitsInLineAsync(connection), Stop);
        await using (var cut = new NpgsqlCommand($"SELECT pg_terminate_backend({await HolderAsync(connection)})", connection))
        {
            await cut.ExecuteScalarAsync(Stop);
        }

        await taken;
        await Eventually.TrueAsync("the host has ended", async stop => !await AnswersAsync(host, stop), Stop, TimeSpan.FromSeconds(60));
        host.Log.ShouldContain("a host that is called 'night' is at work on this database already");
    }

    [Fact]
    public async Task On_sqlite_the_file_is_one_process_s()
    {
        using var folder = new TemporaryFolder();
        var settings = new Dictionary<string, string> { ["ConnectionStrings:ChatOps"] = $"Data Source={folder.File("shared.db")}" };
        await using var first = await HostProcess.StartNewAsync(settings, Stop);

        var second = await StartAsync(settings);

        second.Status.ShouldBe(WrongSettings, second.Output);
        second.Output.ShouldContain("ConnectionStrings:ChatOps: another ChatOps is at work on");
        second.Output.ShouldNotContain("   at ");
        await first.KillAsync();
        await first.StartAsync(Stop);
    }

    private static async Task<bool> AnswersAsync(HostProcess host, CancellationToken cancellationToken)
    {
        try
        {
            await host.Client.GetAsync("/healthz/live", cancellationToken);
            return true;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static Dictionary<string, string> On(string database) => new()
    {
        ["Operations:Worker"] = "night",
        ["Storage:Provider"] = "PostgreSql",
        ["ConnectionStrings:ChatOps"] = database,
    };

    /// <summary>The server's process behind the connection that holds the name.</summary>
    private static async Task<int?> HolderAsync(NpgsqlConnection connection)
    {
        await using var ask = new NpgsqlCommand(
            "SELECT l.pid FROM pg_locks l JOIN pg_stat_activity a USING (pid) WHERE l.locktype = 'advisory' AND a.application_name = 'chatops night'",
            connection);
        return await ask.ExecuteScalarAsync(Stop) as int?;
    }

    private static async Task<bool> WaitsInLineAsync(NpgsqlConnection connection)
    {
        await using var ask = new NpgsqlCommand(
            "SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted)", connection);
        return await ask.ExecuteScalarAsync(Stop) is true;
    }

    private static async Task<ChildProcess.Ended> StartAsync(IReadOnlyDictionary<string, string> settings)
    {
        using var folder = new TemporaryFolder();
        var own = new Dictionary<string, string>(settings)
        {
            ["ASPNETCORE_URLS"] = $"http://127.0.0.1:{FreePort.Next()}",
            ["Simulator:ClusterUrl"] = $"http://127.0.0.1:{FreePort.Next()}",
            ["Simulator:HoustonUrl"] = $"http://127.0.0.1:{FreePort.Next()}/v1",
        };
        return await new ChatOpsProgram(folder.Path, own).RunAsync([], Stop);
    }
}
