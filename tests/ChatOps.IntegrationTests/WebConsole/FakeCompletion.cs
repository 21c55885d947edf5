using ChatOps.Chat;
using ChatOps.Commands;

namespace ChatOps.IntegrationTests.WebConsole;

/// <summary>Completes from a list of whole texts.</summary>
public sealed class FakeCompletion : ICommandCompletion
{
    private static readonly string[] Texts =
    [
        "pods", "pods zodiac-cosmo-1172", "restart scheduler", "restart scheduler zodiac-cosmo-1172",
        "restart webserver", "restart webserver zodiac-cosmo-1172", "help",
    ];

    public Task<IReadOnlyList<string>> CompleteAsync(
        string text, Actor actor, Conversation conversation, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<string>>(
            [.. Texts.Where(known => known.StartsWith(text, StringComparison.OrdinalIgnoreCase))]);
}
