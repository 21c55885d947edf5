using ChatOps.Doctor;
using ChatOps.Houston;

namespace ChatOps.Adapters.Houston.Checkups;

/// <summary>Houston is there, in a form that the bot knows, and its token opens what the commands need.</summary>
internal sealed class HoustonCheckup(IHouston houston) : ICheckup
{
    private const string Rights = "Houston rights";

    public string Subject => "Houston";

    public async Task<IReadOnlyList<Finding>> LookAsync(CancellationToken cancellationToken)
    {
        if (!houston.IsSetUp)
        {
            return [Finding.Off(Subject, "None.", "To have grafana access, houston and the deployments' labels: Houston:Endpoint and Houston:Token.")];
        }

        var form = await houston.GrafanaRightAsync(cancellationToken);
        if (!form.TryGet(out var right, out var problem))
        {
            return [Bad(Subject, problem)];
        }

        var members = await houston.ListGrafanaAsync(cancellationToken);
        return
        [
            Finding.Good(Subject, $"It answers; Grafana opens by {right.Name}."),
            members.TryGet(out var all, out var refusal)
                ? Finding.Good(Rights, $"The token may look; {Words.Count(all.Count, "person")} may open Grafana.")
                : Bad(Rights, refusal),
        ];
    }

    private static Finding Bad(string subject, Problem problem) => Finding.Bad(subject, problem.Text, problem.NextStep);
}
