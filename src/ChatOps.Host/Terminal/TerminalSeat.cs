using System.Globalization;
using ChatOps.Chat;

namespace ChatOps.Host.Terminal;

/// <summary>Which terminal this is: whose, on which machine, in which session.</summary>
internal static class TerminalSeat
{
    /// <summary>The place of the session among the figures after the program's name (proc(5), /proc/pid/stat).</summary>
    private const int SessionAt = 3;

    /// <summary>The conversation with this terminal; two windows, or two log-ins, are two.</summary>
    public static Conversation Here { get; } = new(
        TerminalChatPlatform.PlatformName, $"{Environment.UserName}@{Environment.MachineName}:{Session()}");

    private static string Session() => OperatingSystem.IsLinux()
        ? After(File.ReadAllText("/proc/self/stat"))
        : Environment.ProcessId.ToString(CultureInfo.InvariantCulture); // nobody is taken for another

    private static string After(string stat) => stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[SessionAt];
}
