namespace ChatOps.Commands;

/// <summary>
/// A command that may name a pod, a component or a deployment alone: what it is about, and so who may give it, is known once that
/// was looked up.
/// </summary>
public interface ISubjectCommand : IAreaCommand
{
    /// <summary>Null for everything.</summary>
    SubjectName? Subject { get; }
}
