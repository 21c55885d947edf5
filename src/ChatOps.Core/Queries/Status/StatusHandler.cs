using ChatOps.Chat;
using ChatOps.Commands;
using ChatOps.Houston;
using ChatOps.Houston.Deployments;
using ChatOps.Inventory;
using ChatOps.Operations;
using ChatOps.Operations.Grafana.Passwords;
using ChatOps.Queries.Deployments;

namespace ChatOps.Queries.Status;

/// <summary>Tells what is known already; nobody is asked for it.</summary>
public sealed class StatusHandler(
    IInventory inventory,
    DeploymentDirectory directory,
    IOperations operations,
    IHouston houston,
    HoustonLabels labels,
    DefaultPassword defaultPassword,
    TimeProvider time) : IQueryHandler<StatusQuery>
{
    private const int MostOperations = 200;

    public async Task<Result<Message>> AnswerAsync(
        StatusQuery query, Request request, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        List<AreaState> unwell =
            [.. directory.List().Select(area => new AreaState(area, unusualNamespace: "", now)).Where(area => !area.IsWell)];
        var recent = await operations.RecentAsync(MostOperations, cancellationToken);
        var problems = Problems().ToList();
        var message = Titled(unwell, problems)
            .Field("Platform", unwell.Count == 0 ? "all well" : string.Join(", ", unwell.Select(area => $"{area.Area.Name} {area.State}")))
            .Field("Houston", HoustonWords())
            .Field("Bot", BotWords(recent));
        message = unwell.Count == 0 ? message : message.Text("More: deployments, diagnose");
        return InventoryNote.On(
            problems.Aggregate(message, (shown, problem) => shown.Warning($"{problem.Text} {problem.NextStep}".TrimEnd())),
            inventory.Health,
            now);
    }

    private IEnumerable<Problem> Problems()
    {
        if (defaultPassword.StillWorks)
        {
            yield return DefaultPassword.Warning;
        }

        if (houston.IsSetUp && labels.Current.Problem is { } problem)
        {
            yield return problem;
        }
    }

    private static Message Titled(List<AreaState> unwell, List<Problem> problems) => (unwell.Count, problems.Count) switch
    {
        (0, 0) => Message.Titled("All is well", Tone.Good),
        (0, _) => Message.Titled("The platform runs; something should be seen to", Tone.Warning),
        (1, _) => Message.Titled($"{unwell[0].Area} is {unwell[0].State}", Tone.Warning),
        _ => Message.Titled($"{unwell.Count} are not well: {unwell[0].Area} and others", Tone.Warning),
    };

    private string HoustonWords() => (houston.IsSetUp, labels.Current) switch
    {
        (false, _) => "not set up",
        (_, { Problem: not null }) => "does not answer",
        (_, { SeenAt: null }) => "not asked yet",
        _ => "answers",
    };

    private static string BotWords(IReadOnlyList<Operation> recent)
    {
        var awaiting = recent.Count(operation => operation.State is OperationState.AwaitingApproval);
        var working = recent.Count(operation => !operation.State.IsFinal()) - awaiting;
        return (working, awaiting) switch
        {
            (0, 0) => "nothing to do",
            (_, 0) => $"{Words.Count(working, "operation")} at work",
            (0, _) => $"{Words.Count(awaiting, "operation")} waiting for approval",
            _ => $"{Words.Count(working, "operation")} at work, {awaiting} waiting for approval",
        };
    }
}
