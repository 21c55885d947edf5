using ChatOps.Chat;
using ChatOps.Commands;
using ChatOps.Desk;
using ChatOps.Diagnosing;
using ChatOps.Inventory;
using ChatOps.Queries;
using ChatOps.Tests.Fakes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace ChatOps.Tests.Diagnosing;

/// <summary>The platform of the runbook with one pod of it in trouble, and all that can be seen of that.</summary>
internal sealed class DiagnosisRig : IDisposable
{
    private readonly ServiceProvider _services;

    public DiagnosisRig() => _services = new ServiceCollection()
        .AddSingleton<IInventory>(Inventory)
        .AddSingleton<TimeProvider>(Time)
        .AddSingleton<IPodLogs>(Sight)
        .AddSingleton<IEvents>(Sight)
        .AddSingleton<IPodPages>(Sight)
        .AddSingleton<IStorageFills>(Sight)
        .AddSingleton<IConfigFiles>(Sight)
        .AddSingleton<IAutoscaler>(Sight)
        .AddSingleton<ICommandOffer>(services => new FakeOffer(services.GetRequiredService<CommandCatalog>(), mayRun: null))
        .AddSingleton<QueryDesk>()
        .AddQueries(new ConfigurationBuilder().Build())
        .AddDiagnosing(new ConfigurationBuilder().Build())
        .BuildServiceProvider(validateScopes: true);

    public FakeInventory Inventory { get; } = RunbookPlatform.Create();

    public FakeTimeProvider Time { get; } = new(FakeInventory.Now);

    public FakeSight Sight { get; } = new();

    /// <summary>Prometheus' pod, well, with its volume.</summary>
    public Pod Prometheus => PodOf("solitary-lightningbug-prometheus-0") with
    {
        Claims = ["prometheus-data-volume-solitary-lightningbug-prometheus-0"],
        MainContainer = "prometheus",
    };

    public Pod PodOf(string name) => Inventory.Pods.Single(pod => pod.Name == name);

    /// <summary>Lets a pod's main container crash again and again.</summary>
    /// <param name="log">What its last run wrote.</param>
    public void Crashes(Pod pod, int exitCode, string reason = "Error", string log = "", long? limit = null)
    {
        var end = new ContainerEnd(
            exitCode, reason, Message: null, FakeInventory.Now - TimeSpan.FromMinutes(3), FakeInventory.Now - TimeSpan.FromMinutes(2));
        var container = pod.MainContainer is { Length: > 0 } main ? main : pod.Labels.Component!; // all these pods have one
        Inventory.With(pod.CrashLooping() with
        {
            Ailing = new AilingContainer(
                container, IsReady: false, "CrashLoopBackOff", "back-off 5m0s", 7, HasEnded: false, end, limit),
        });
        Wrote(log);
    }

    public void Wrote(string log, TimeSpan ago = default) => Sight.Log =
        [.. log.Split('\n').Select(line => new LogLine(FakeInventory.Now - ago, line))];

    public Task<Diagnosis> ExamineAsync(string workload = "solitary-lightningbug-prometheus") =>
        _services.GetRequiredService<IDiagnostician>().ExamineAsync(
            Inventory.Workloads.Single(each => each.Name == workload), TestContext.Current.CancellationToken);

    /// <summary>The answer to a text, as people read it.</summary>
    public async Task<string> AskAsync(string text) => (await MessageAsync(text)).ToPlainText();

    public async Task<Message> MessageAsync(string text)
    {
        var command = _services.GetRequiredService<CommandCatalog>().Parse(text).Require();
        var request = new Request("test:1", text, new Actor("test", "U1", "Ada"), new Conversation("test", "C1"));
        var answer = await _services.GetRequiredService<QueryDesk>()
            .AnswerAsync((IQuery)command, request, TestContext.Current.CancellationToken);
        return answer.TryGet(out var message, out var problem) ? message : Message.From(problem);
    }

    public void Dispose() => _services.Dispose();
}
