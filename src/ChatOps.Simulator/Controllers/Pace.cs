namespace ChatOps.Simulator.Controllers;

/// <summary>How much faster than declared graces, back-offs and start-ups pass.</summary>
/// <param name="Speed">Greater than 0; 1 is real time.</param>
public sealed record Pace(double Speed)
{
    public TimeSpan Hurry(TimeSpan declared) => declared / Speed;

    public TimeSpan HurrySeconds(double declared) => TimeSpan.FromSeconds(declared / Speed);
}
