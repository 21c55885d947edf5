using ArchUnitNET.Domain.Dependencies;
using ArchUnitNET.Loader;
using ChatOps.Chat;
using ChatOps.Chat.Rendering;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Golden;

/// <summary>
/// Every message that the bot can say, as Slack, Teams and the console show it, beside each other in tests/golden. A message that is
/// new or looks different fails on all three until somebody has looked at its files and accepted them.
/// </summary>
public sealed class GoldenTests(EveryMessage messages) : IClassFixture<EveryMessage>
{
    /// <summary>Who makes messages, and one of the messages that show it.</summary>
    private static readonly Dictionary<string, string> Makers = new()
    {
        ["Alarms"] = "alarm countdown started",
        ["AllQuotasAnswer"] = "answer quota",
        ["AreaDiagnosis"] = "answer diagnose deployment",
        ["AskerNotices"] = "told of approved",
        ["AuditQueryHandler"] = "answer audit",
        ["BreakGlassDesk"] = "answer break-glass",
        ["CommandDesk"] = "answer not understood",
        ["ButtonDesk"] = "answer unknown button",
        ["DecisionDesk"] = "answer approve",
        ["DecisionParts"] = "state AwaitingApproval",
        ["DeploymentsAnswer"] = "answer deployments",
        ["DiagnoseHandler"] = "answer diagnose pod",
        ["DiagnosisAnswer"] = "answer diagnose prometheus",
        ["FitAnswer"] = "answer nodes --for zodiac-cosmo-1172-worker-0",
        ["GrafanaAccessHandler"] = "answer grafana access list",
        ["HelpAnswer"] = "answer help",
        ["HoustonDeploymentsHandler"] = "answer houston deployments",
        ["IncidentMessages"] = "incident entries",
        ["InventoryNote"] = "answer while the cluster is away",
        ["NodeAnswer"] = "answer node",
        ["NodesAnswer"] = "answer nodes",
        ["OperationDesk"] = "answer restart scheduler zodiac-cosmo-1172",
        ["OperationMessages"] = "state Running",
        ["OperationsQueryHandler"] = "answer operations",
        ["PatientDesk"] = "answer not in time",
        ["UnwellAreas"] = "answer diagnose",
        ["PlaceDiagnosis"] = "answer diagnose waiting pod",
        ["PlainHeads"] = "state shown short",
        ["PodsAnswer"] = "answer pods zodiac-cosmo-1172",
        ["QuotaAnswer"] = "answer quota zodiac-cosmo-1172",
        ["ShowPasswordHandler"] = "answer grafana show-password",
        ["StatusHandler"] = "answer status",
        ["UsersFindHandler"] = "answer houston users find viraj@astronomer.io",
        ["VolumesAnswer"] = "answer volumes zodiac-cosmo-1172",
        ["WhoAmIAnswer"] = "answer whoami",
    };

    [Theory]
    [InlineData("slack")]
    [InlineData("teams")]
    [InlineData("console")]
    public void Every_message_looks_as_it_was_accepted(string platform) =>
        GoldenFiles.Differences(messages.Kinds, platform).ShouldBeEmpty(
            "look at each, then accept them: CHATOPS_TEST_ACCEPT=1 tests/run.sh --fast --filter-class '*GoldenTests', and commit tests/golden");

    [Fact]
    public void Whoever_makes_a_message_is_shown_by_one()
    {
        var core = new ArchLoader().LoadAssemblies(typeof(Message).Assembly).Build();
        var makers = core.Types
            .Where(type => type.Dependencies.OfType<MethodCallDependency>().Any(IsMaking))
            .Select(type => type.Name);

        // BriefText only leaves something of one out.
        makers.Except([nameof(Message), nameof(BriefText)]).ShouldBe(Makers.Keys, ignoreOrder: true);
        messages.Kinds.Select(kind => kind.Name).ShouldBeUnique();
        Makers.Values.ShouldBeSubsetOf(messages.Kinds.Select(kind => kind.Name));
    }

    private static bool IsMaking(MethodCallDependency call) =>
        call.Target.FullName == typeof(Message).FullName
        && (call.TargetMember.Name.StartsWith(nameof(Message.Titled), StringComparison.Ordinal)
            || call.TargetMember.Name.StartsWith(nameof(Message.From), StringComparison.Ordinal)
            || call.TargetMember.Name.StartsWith(".ctor", StringComparison.Ordinal));
}

/// <summary>Made once: each takes a desk of its own.</summary>
public sealed class EveryMessage : IAsyncLifetime
{
    internal IReadOnlyList<MessageKind> Kinds { get; private set; } = [];

    public async ValueTask InitializeAsync() =>
        Kinds = [.. await Answers.AllAsync(), .. await Diagnoses.AllAsync(), .. await Lives.AllAsync(), .. await NoticeKinds.AllAsync(), .. Samples.All];

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
