namespace ChatOps.Host.WebConsole;

/// <summary>Which console there is.</summary>
/// <param name="IsSimulated">Its cluster is a simulated one, which nothing can hurt.</param>
/// <param name="HasSignIn">People sign in; otherwise a visitor chooses who they are.</param>
public sealed record ConsoleMode(bool IsSimulated, bool HasSignIn)
{
    /// <summary>Nobody who could be anybody is let near a real cluster.</summary>
    public bool IsOn => IsSimulated || HasSignIn;
}
