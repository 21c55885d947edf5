namespace ChatOps.Simulator.Drills;

/// <summary>A drill can't be played; the message says why, to whoever wanted to play it.</summary>
public sealed class DrillException : Exception
{
    public DrillException(string message)
        : base(message)
    {
    }

    public DrillException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public DrillException()
    {
    }
}
