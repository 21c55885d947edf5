using ChatOps.Houston;

namespace ChatOps.Tests.Fakes;

/// <summary>A Houston in memory, of 2018 unless told otherwise, that can fail in the ways that matter.</summary>
internal sealed class FakeHouston : IHouston
{
    public static readonly HoustonPerson Admin = new("uuid-admin", "admin@astronomer.io", "admin", IsConfirmed: true);
    public static readonly HoustonPerson Nora = new("uuid-nora", "nora@astronomer.io", "nora", IsConfirmed: true);
    public static readonly HoustonPerson Viraj = new("uuid-viraj", "viraj@astronomer.io", "viraj", IsConfirmed: true);

    public bool IsSetUp { get; set; } = true;

    public GrafanaRight Right { get; set; } = new("default_admin", IsWholePlatform: true, CanBeTakenBack: true);

    public List<HoustonPerson> People { get; } = [Admin, Nora, Viraj];

    public List<HoustonPerson> Members { get; } = [Admin, Nora];

    public List<HoustonDeployment> Deployments { get; } = [];

    /// <summary>What everything is answered with while it is set.</summary>
    public Problem? Away { get; set; }

    /// <summary>It never answers.</summary>
    public bool Hangs { get; set; }

    /// <summary>What the next grant is answered with; whether it is carried out nevertheless is <see cref="GrantsAnyway"/>.</summary>
    public Problem? NextGrant { get; set; }

    public bool GrantsAnyway { get; set; }

    /// <summary>A grant is answered with yes and not carried out.</summary>
    public bool Lies { get; set; }

    /// <summary>What happens while the next grant is on its way.</summary>
    public Func<Task> Meanwhile { get; set; } = () => Task.CompletedTask;

    /// <summary>What happens at the same moment as a revocation.</summary>
    public Action WhileRevoking { get; set; } = () => { };

    /// <summary>Uuids, in order, of everybody who was to be given the right, or to lose it.</summary>
    public List<string> Changes { get; } = [];

    public Task<Result<GrafanaRight>> GrafanaRightAsync(CancellationToken cancellationToken) =>
        Task.FromResult(Away is { } away ? away : (Result<GrafanaRight>)Right);

    public async Task<Result<HoustonPerson>> FindPersonAsync(string email, CancellationToken cancellationToken)
    {
        if (Hangs)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
        }

        Result<HoustonPerson> answer = People.Find(person => person.Email == email) is { } found
            ? found
            : Problem.NotFound($"Nobody has signed up in Houston as {email}.");
        return Away is { } away ? away : answer;
    }

    public Task<Result<IReadOnlyList<GrafanaMember>>> ListGrafanaAsync(CancellationToken cancellationToken) =>
        Task.FromResult(Away is { } away
            ? away
            : Result.Of<IReadOnlyList<GrafanaMember>>([.. Members.Select(person => new GrafanaMember(person, Right.Name))]));

    public async Task<Problem?> GrantGrafanaAsync(HoustonPerson person, GrafanaRight right, CancellationToken cancellationToken)
    {
        if (Away is not null)
        {
            return Away;
        }

        Changes.Add($"+{person.Uuid}");
        await Meanwhile();
        var answer = NextGrant;
        NextGrant = null;
        if (!Lies && (answer is null || GrantsAnyway))
        {
            Members.Add(person);
        }

        return answer;
    }

    public Task<Problem?> RevokeGrafanaAsync(HoustonPerson person, CancellationToken cancellationToken)
    {
        if (Away is null)
        {
            Changes.Add($"-{person.Uuid}");
            Members.RemoveAll(member => member.Uuid == person.Uuid);
            WhileRevoking();
        }

        return Task.FromResult(Away);
    }

    public Task<Result<IReadOnlyList<HoustonDeployment>>> ListDeploymentsAsync(
        IReadOnlyCollection<string> releases, CancellationToken cancellationToken) =>
        Task.FromResult(Away is { } away ? away : Result.Of<IReadOnlyList<HoustonDeployment>>(Deployments));
}
