using System.Diagnostics;
using System.Globalization;

namespace ChatOps.Benchmarks.Whole;

/// <summary>What Linux says of a process (proc(5)).</summary>
internal static class ProcessFigures
{
    private const double KibibytesOfMebibyte = 1024;

    /// <summary>Memory it has now, MiB.</summary>
    public static double Resident(int id) => Status(id, "VmRSS") / KibibytesOfMebibyte;

    /// <summary>The most memory it ever had, MiB.</summary>
    public static double Peak(int id) => Status(id, "VmHWM") / KibibytesOfMebibyte;

    public static int Threads(int id) => (int)Status(id, "Threads");

    public static int Handles(int id) => Directory.GetFileSystemEntries($"/proc/{id}/fd").Length;

    /// <summary>Runs a program to its end, throwing away what it prints.</summary>
    /// <returns>How long it took, and the most memory it was seen with, MiB.</returns>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public static async Task<(TimeSpan Took, double Peak)> RunAsync(
        string program, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        using var process = Process.Start(new ProcessStartInfo("sh", ["-c", "exec \"$@\" >/dev/null", "sh", program, .. arguments]))!; // sh is there
        var ended = process.WaitForExitAsync(cancellationToken);
        var peak = 0.0;
        while (!ended.IsCompleted)
        {
            peak = Math.Max(peak, PeakIfAlive(process.Id));
            await Task.WhenAny(ended, Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, cancellationToken));
        }

        await ended;
        return process.ExitCode == 0
            ? (Stopwatch.GetElapsedTime(started), peak)
            : throw new InvalidOperationException($"{program} ended with {process.ExitCode}.");
    }

    private static double PeakIfAlive(int id)
    {
        try
        {
            return Peak(id);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            return 0; // ended meanwhile: its last figure stands
        }
    }

    private static long Status(int id, string name)
    {
        var line = File.ReadLines($"/proc/{id}/status").First(line => line.StartsWith($"{name}:", StringComparison.Ordinal));
        return long.Parse(line[(name.Length + 1)..].Replace("kB", "").Trim(), CultureInfo.InvariantCulture);
    }
}
