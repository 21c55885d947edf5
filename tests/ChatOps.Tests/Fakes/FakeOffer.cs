using ChatOps.Chat;
using ChatOps.Commands;

namespace ChatOps.Tests.Fakes;

/// <summary>Offers everybody the commands that the test chooses, or all.</summary>
internal sealed class FakeOffer(CommandCatalog catalog, Func<CommandEntry, bool>? mayRun = null) : ICommandOffer
{
    public Task<IReadOnlyList<CommandEntry>> ToAsync(
        Actor actor, Conversation conversation, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<CommandEntry>>([.. catalog.Commands.Where(mayRun ?? (_ => true))]);

    public Task<Problem?> WhyNotAsync(
        CommandEntry command, Actor actor, Conversation conversation, CancellationToken cancellationToken) =>
        Task.FromResult(mayRun?.Invoke(command) is false ? Problem.Denied($"This needs the role {command.Role}.", "Ada can grant it.") : null);
}
