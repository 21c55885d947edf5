namespace ChatOps.Doctor;

/// <summary>Stands for what the settings leave out, so that its absence is no riddle.</summary>
public sealed class NotSetUp(string subject, string text, string? nextStep) : ICheckup
{
    public string Subject => subject;

    public Task<IReadOnlyList<Finding>> LookAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Finding>>([Finding.Off(subject, text, nextStep)]);
}
