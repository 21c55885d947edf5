namespace ChatOps.Operations.Grafana.Passwords;

/// <summary>Whether Grafana still lets everybody in as admin/admin, as far as the bot has seen; safe to use from any thread.</summary>
public sealed class DefaultPassword
{
    public const string User = "admin";

    /// <summary>Grafana's out of the box (grafana.com: security, admin_password).</summary>
    public const string Password = "admin";

    private volatile Sight _sight = Sight.Unknown;

    /// <summary>True once a log-in with it worked, until the password is known to be another.</summary>
    public bool StillWorks => _sight is Sight.Works;

    public void WasTried(LogIn answer) => _sight = answer switch
    {
        LogIn.Accepted => Sight.Works,
        LogIn.Refused => Sight.Refused,
        _ => _sight,
    };

    /// <summary>The bot has set another and logged in with it.</summary>
    public void WasReplaced(string user)
    {
        if (user == User)
        {
            _sight = Sight.Refused;
        }
    }

    /// <summary>For people, wherever the platform's state is told.</summary>
    public static Problem Warning { get; } = Problem.Refused(
        "Grafana still lets anybody in as admin with the password admin.",
        "Change it: grafana reset-password");

    private enum Sight
    {
        Unknown,
        Works,
        Refused,
    }
}
