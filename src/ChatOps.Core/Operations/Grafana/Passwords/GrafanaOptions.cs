using System.ComponentModel.DataAnnotations;

namespace ChatOps.Operations.Grafana.Passwords;

/// <summary>
/// Where Grafana keeps its things inside its container (section "Grafana"). Its tool, told wrongly, changes another database and
/// claims success (grafana/grafana#29759, #59915).
/// </summary>
public sealed class GrafanaOptions
{
    /// <summary>The image's GF_PATHS_HOME.</summary>
    [Required]
    [RegularExpression("/.*", ErrorMessage = "Grafana:HomePath must be a path that begins with a slash.")]
    public string HomePath { get; set; } = "/usr/share/grafana";

    /// <summary>The image's GF_PATHS_CONFIG.</summary>
    [Required]
    [RegularExpression("/.*", ErrorMessage = "Grafana:ConfigPath must be a path that begins with a slash.")]
    public string ConfigPath { get; set; } = "/etc/grafana/grafana.ini";

    /// <summary>
    /// Whether the bot finds out, when it starts and by one log-in, that admin/admin still works. Grafana counts that as a failed
    /// log-in where it does not.
    /// </summary>
    public bool TryDefaultPassword { get; set; } = true;
}
