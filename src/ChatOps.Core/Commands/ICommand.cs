namespace ChatOps.Commands;

/// <summary>What a person asked for, parsed and typed.</summary>
public interface ICommand;

/// <summary>A command that only reads; it is answered at once from the inventory.</summary>
public interface IQuery : ICommand;
