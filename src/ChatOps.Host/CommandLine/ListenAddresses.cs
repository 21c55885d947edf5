namespace ChatOps.Host.CommandLine;

/// <summary>Where the bot listens, by the settings that ASP.NET takes: addresses, or ports of all addresses.</summary>
internal static class ListenAddresses
{
    /// <summary>All of them; the bot's own when nothing is told.</summary>
    public static IReadOnlyList<string> In(IConfiguration configuration)
    {
        if (Told(configuration, "urls") is { } urls)
        {
            return Parts(urls);
        }

        var ports = Ports(configuration, "http").Concat(Ports(configuration, "https")).ToList();
        return ports is [] ? [Serving.DefaultUrl] : ports;
    }

    private static IEnumerable<string> Ports(IConfiguration configuration, string scheme) =>
        Parts(Told(configuration, $"{scheme}_ports") ?? "").Select(port => $"{scheme}://+:{port}");

    private static string[] Parts(string list) =>
        list.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>Set for all programs, or for those of ASP.NET alone.</summary>
    private static string? Told(IConfiguration configuration, string name) =>
        Array.Find([configuration[name], configuration[$"ASPNETCORE_{name}"], configuration[$"DOTNET_{name}"]], value => value is { Length: > 0 });
}
