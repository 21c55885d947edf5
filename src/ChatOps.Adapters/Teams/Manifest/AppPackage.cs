using System.IO.Compression;
using System.Text;

namespace ChatOps.Adapters.Teams.Manifest;

/// <summary>
/// The app package that Teams' admin centre takes: the manifest and two icons in a zip, nothing else. Source: learn.microsoft.com,
/// "Teams app package".
/// </summary>
public static class AppPackage
{
    /// <summary>White on transparent, 32 x 32.</summary>
    public const string Outline = "outline.png";

    /// <summary>In full colour, 192 x 192.</summary>
    public const string Color = "color.png";

    private const string Manifest = "manifest.json";

    /// <summary>The first moment that a zip can tell: the same app is the same file, byte for byte.</summary>
    private static readonly DateTimeOffset Always = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static void Write(AppManifest manifest, Stream target)
    {
        using var zip = new ZipArchive(target, ZipArchiveMode.Create, leaveOpen: true);
        using var text = new MemoryStream(Encoding.UTF8.GetBytes(manifest.ToJson()));
        Add(zip, Manifest, text);
        foreach (var icon in new[] { Outline, Color })
        {
            using var picture = typeof(AppPackage).Assembly.GetManifestResourceStream(typeof(AppPackage), $"Icons.{icon}")
                ?? throw new InvalidOperationException($"The program was built without {icon}.");
            Add(zip, icon, picture);
        }
    }

    private static void Add(ZipArchive zip, string name, Stream content)
    {
        var entry = zip.CreateEntry(name);
        entry.LastWriteTime = Always;
        using var target = entry.Open();
        content.CopyTo(target);
    }
}
