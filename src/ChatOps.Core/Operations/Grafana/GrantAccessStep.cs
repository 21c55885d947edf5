using ChatOps.Houston;

namespace ChatOps.Operations.Grafana;

/// <summary>
/// Gives a person the right that opens Grafana. It looks before it gives, each time: after a crash or an answer that never came
/// nobody knows whether it was given. Taken back, it takes the right away again, unless Houston said that somebody else had given
/// it: <see cref="LookFirstStep"/> has seen before that nobody had.
/// </summary>
internal sealed class GrantAccessStep(HoustonPerson person, GrafanaRight right, IHouston houston) : IReversibleStep
{
    public string Title => $"Give {person.ShortName} {right.Name}";

    public StepTarget? Target => GrafanaTarget.StepOf(person);

    public TimeSpan Limit => TimeSpan.FromMinutes(2);

    public async Task<StepOutcome> RunAsync(CancellationToken cancellationToken)
    {
        var look = await houston.LookForAsync(person, cancellationToken);
        if (look.Stop is { } stop)
        {
            return stop;
        }

        if (look.HasIt)
        {
            return StepOutcome.Done("they have it already");
        }

        return await houston.GrantGrafanaAsync(person, right, cancellationToken) is { } problem
            ? await ExplainAsync(problem, cancellationToken)
            : StepOutcome.Done();
    }

    public async Task<StepOutcome> UndoAsync(CancellationToken cancellationToken)
    {
        var look = await houston.LookForAsync(person, cancellationToken);
        return look switch
        {
            { Stop: { } stop } => stop,
            { HasIt: false } => StepOutcome.Done("they do not have it"),
            _ when !right.CanBeTakenBack => StepOutcome.Fail(GrafanaRevokeCapability.NotHere()),
            _ => await houston.RevokeGrafanaAsync(person, cancellationToken) is { } problem
                ? HoustonLook.Stopped(problem)
                : StepOutcome.Done(),
        };
    }

    /// <summary>Who was given it by somebody else in the same moment has it: that is no failure, whatever Houston calls it.</summary>
    private async Task<StepOutcome> ExplainAsync(Problem problem, CancellationToken cancellationToken) =>
        problem.Kind is not ProblemKind.Unavailable && (await houston.LookForAsync(person, cancellationToken)).HasIt
            ? StepOutcome.Already("they have it already, given by somebody else")
            : HoustonLook.Stopped(problem);
}
