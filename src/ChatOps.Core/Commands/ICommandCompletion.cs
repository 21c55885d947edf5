using ChatOps.Chat;

namespace ChatOps.Commands;

/// <summary>Guesses what a person is about to type.</summary>
public interface ICommandCompletion
{
    /// <summary>Never throws: it is asked at every key.</summary>
    /// <param name="text">What is in the input so far; it may be empty or make no sense.</param>
    /// <param name="actor">Who types: what they may not run is not offered.</param>
    /// <returns>Whole texts that may take its place, best first; empty when there is nothing to offer.</returns>
    Task<IReadOnlyList<string>> CompleteAsync(
        string text, Actor actor, Conversation conversation, CancellationToken cancellationToken);
}
