using ChatOps.Access;
using ChatOps.Adapters.Cluster;
using ChatOps.Adapters.Houston;
using ChatOps.Adapters.Slack;
using ChatOps.Adapters.Storage;
using ChatOps.Adapters.Teams;
using ChatOps.Approvals;
using ChatOps.Desk.Throttling;
using ChatOps.Diagnosing;
using ChatOps.Host.Edge;
using ChatOps.Host.WebConsole.SignIn;
using ChatOps.Incidents;
using ChatOps.Inventory;
using ChatOps.Operations;
using ChatOps.Operations.Grafana.Passwords;
using ChatOps.Operations.Limiting;
using ChatOps.Operations.Recovering;
using ChatOps.Operations.Rescheduling;
using ChatOps.Operations.Restarting;
using ChatOps.Operations.Scaling;
using ChatOps.Operations.Volumes;
using ChatOps.Simulator;
using ChatOps.Simulator.Houston;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Hosting;

public sealed class ExampleSettingsTests
{
    /// <summary>Which classes read a section; together they must know every setting in it.</summary>
    internal static readonly IReadOnlyDictionary<string, Type[]> Readers = new Dictionary<string, Type[]>
    {
        ["Cluster"] = [typeof(ClusterOptions), typeof(PlatformOptions)],
        ["Simulator"] = [typeof(SimulatorOptions), typeof(SimulatedHoustonOptions)],
        ["Houston"] = [typeof(HoustonOptions)],
        ["Grafana"] = [typeof(GrafanaOptions)],
        ["Slack"] = [typeof(SlackOptions)],
        ["Teams"] = [typeof(TeamsOptions)],
        ["Access"] = [typeof(AccessOptions)],
        ["Limits"] = [typeof(LimitOptions)],
        ["Edge"] = [typeof(EdgeOptions)],
        ["Console"] = [typeof(ConsoleOptions)],
        ["Approvals"] = [typeof(ApprovalOptions)],
        ["Incident"] = [typeof(IncidentOptions)],
        ["Operations"] = [typeof(OperationOptions)],
        ["Diagnosis"] = [typeof(DiagnosisOptions)],
        ["Restarting"] = [typeof(RestartOptions)],
        ["Scaling"] = [typeof(ScalingOptions)],
        ["Rescheduling"] = [typeof(RescheduleOptions)],
        ["Volumes"] = [typeof(VolumeOptions)],
        ["Recovery"] = [typeof(RecoveryOptions)],
        ["Storage"] = [typeof(StorageOptions)],
    };

    private readonly IConfigurationRoot _example = new ConfigurationBuilder()
        .AddJsonFile(Path.Combine(Root(), "appsettings.Example.json"))
        .Build();

    [Fact]
    public void The_example_is_a_set_of_good_settings()
    {
        using var services = new ServiceCollection()
            .AddLogging()
            .AddStorage(_example)
            .AddCluster(_example)
            .AddHouston(_example)
            .AddChatOps(_example)
            .AddDiagnosing(_example)
            .AddRestarting(_example)
            .AddScaling(_example)
            .AddRescheduling(_example)
            .AddLimiting()
            .AddVolumes(_example)
            .AddRecovering(_example)
            .AddGrafanaPasswords(_example)
            .AddSlack(_example)
            .AddTeams(_example)
            .BuildServiceProvider();

        Should.NotThrow(() => services.GetRequiredService<IStartupValidator>().Validate());
    }

    [Fact]
    public void The_example_has_no_setting_that_nobody_reads()
    {
        foreach (var section in _example.GetChildren().Where(section => section.Key != "ConnectionStrings"))
        {
            var known = Readers[section.Key].SelectMany(type => type.GetProperties()).Select(property => property.Name);

            section.GetChildren().Select(setting => setting.Key).ShouldBeSubsetOf(known);
        }
    }

    [Fact]
    public void The_example_grants_what_it_says()
    {
        var access = _example.GetSection("Access").Get<AccessOptions>().ShouldNotBeNull();

        access.Grants.Select(grant => (grant.Role, grant.To, grant.Deployments.Count, grant.Commands.Count, grant.Channels.Count))
            .ShouldBe(
            [
                (Role.Viewer, "*", 0, 0, 0),
                (Role.Operator, "email:*@example.com", 2, 0, 0),
                (Role.Operator, "slack-group:S0123ABCD", 0, 2, 1),
                (Role.Approver, "teams:8a5f5f0e-2f2c-4d6e-9c3b-5d1f0c6a7b21", 0, 0, 0),
                (Role.Admin, "slack:U0123ABCD", 0, 0, 0),
            ]);
        access.People.SelectMany(person => person.Accounts).Select(account => account.Key).ShouldBe(
            ["slack:U0123ABCD", "console:operator", "terminal:otto", "teams:8a5f5f0e-2f2c-4d6e-9c3b-5d1f0c6a7b21", "console:approver"]);
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "ChatOps.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("No ChatOps.sln above the tests.");
        }

        return folder.FullName;
    }
}
