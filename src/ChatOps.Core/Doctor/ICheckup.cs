namespace ChatOps.Doctor;

/// <summary>Looks at one thing that the bot stands on, and changes nothing.</summary>
public interface ICheckup
{
    /// <summary>What is looked at, as <see cref="Finding.Subject"/> when the look itself fails.</summary>
    string Subject { get; }

    /// <summary>What to do when the look itself fails.</summary>
    string WayOut => "Look whether it can be reached from here.";

    /// <summary>May throw what the neighbour throws: that is a finding too.</summary>
    Task<IReadOnlyList<Finding>> LookAsync(CancellationToken cancellationToken);
}
