namespace ChatOps.Commands;

/// <summary>Guesses what a person is about to type.</summary>
public interface ICommandCompletion
{
    /// <summary>Answers at once and never throws: it is asked at every key.</summary>
    /// <param name="text">What is in the input so far; it may be empty or make no sense.</param>
    /// <returns>Whole texts that may take its place, best first; empty when there is nothing to offer.</returns>
    IReadOnlyList<string> Complete(string text);
}
