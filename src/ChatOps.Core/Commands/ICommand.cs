namespace ChatOps.Commands;

/// <summary>What a person asked for, parsed and typed.</summary>
public interface ICommand;

/// <summary>A command that takes a reason, which changes nothing about what it does.</summary>
public interface IReasonedCommand : ICommand
{
    /// <summary>What is wanted, whyever.</summary>
    ICommand Wish { get; }
}

/// <summary>A command that only reads; it is answered at once from the inventory.</summary>
public interface IQuery : ICommand;
