using System.Reflection;
using ChatOps.Audit;
using ChatOps.Chat;
using ChatOps.Incidents;
using ChatOps.Notices;
using ChatOps.Operations;
using ChatOps.Operations.Outbox;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace ChatOps.Tests.Golden;

/// <summary>What is told without having been asked for, of every action of the audit trail that may have to be told.</summary>
internal static class NoticeKinds
{
    private static readonly Actor Anna = GoldenRig.Anna;

    private static IReadOnlyList<string> Actions { get; } =
    [
        .. typeof(AuditAction).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetValue(null)!), // constants
    ];

    public static async Task<IReadOnlyList<MessageKind>> AllAsync()
    {
        var kinds = new List<MessageKind>();
        foreach (var action in Actions.Where(action => AskerNotices.MayBeOne(Entry(action))))
        {
            kinds.Add(await AskerAsync(action));
        }

        foreach (var action in Actions.Where(action => Alarms.MayBeOne(Entry(action))))
        {
            kinds.Add(await AlarmAsync(action));
        }

        AuditEntry[] entries = [Entry(AuditAction.Asked), Entry(AuditAction.Planned)];
        kinds.Add(new("incident entries", IncidentMessages.Render(entries)));
        kinds.Add(new("incident entries short", IncidentMessages.RenderShort(entries)));
        kinds.Add(await BriefAsync());
        return kinds;
    }

    private static async Task<MessageKind> AskerAsync(string action)
    {
        await using var rig = await AskedAsync();
        var operation = await rig.OperationAsync();
        Move(operation, action, rig.Now);
        var notice = new Notice(Entry(action), operation, operation.Conversation, [GoldenRig.Otto]);
        var message = new AskerNotices(rig.Messages).Of(notice) ?? throw new InvalidOperationException($"Nobody is told of {action}.");
        return new($"told of {action}", message);
    }

    private static async Task<MessageKind> AlarmAsync(string action)
    {
        await using var rig = await AskedAsync();
        var operation = await rig.OperationAsync();
        Lives.CountDown(operation, rig.Now);
        Move(operation, action, rig.Now);
        var alarms = new Alarms(rig.Messages, rig.Services.GetRequiredService<IDeciders>());
        var message = alarms.Of(Entry(action), operation, "slack") ?? throw new InvalidOperationException($"Nobody is alarmed by {action}.");
        return new($"alarm {action}", message);
    }

    private static async Task<MessageKind> BriefAsync()
    {
        await using var rig = await AskedAsync();
        var heads = rig.Services.GetRequiredService<PlainHeads>();
        return new("state shown short", await heads.OfAsync(await rig.OperationAsync(), TestContext.Current.CancellationToken));
    }

    private static async Task<GoldenRig> AskedAsync()
    {
        var rig = await GoldenRig.StartAsync();
        await rig.SayAsync(GoldenRig.Otto, "volume delete redis-db-redis-0 zodiac-cosmo-1172");
        return rig;
    }

    /// <summary>What the entry is about has happened.</summary>
    private static void Move(Operation operation, string action, DateTimeOffset now)
    {
        switch (action)
        {
            case AuditAction.CountdownStarted:
                return;
            case AuditAction.CountdownStopped:
                operation.KeepGlass("Things changed during the countdown.");
                return;
            case AuditAction.GlassBroken:
                operation.BreakGlass(now);
                return;
            case AuditAction.SignedOff:
                operation.CloseReview(Anna, "was right to act", now);
                return;
            default:
                Lives.In(Enum.Parse<OperationState>(action, ignoreCase: true), operation, now);
                return;
        }
    }

    private static AuditEntry Entry(string action) => AuditChain.Append(
        previous: null,
        new AuditNote(Anna.Key, Anna.Name, action, "redis-db-redis-0 of zodiac-cosmo-1172", $"what there is to say of {action}") { OperationId = 1 },
        Fakes.FakeInventory.Now);
}
