using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace ChatOps.Simulator;

/// <summary>The file by which clients find the simulated cluster.</summary>
internal static class Kubeconfig
{
    /// <summary>Good for everything, where anything is refused at all: a cluster for this machine only needs no secret.</summary>
    public const string Token = "simulator";

    private const string Name = "simulator";

    /// <summary>Writes the file in one piece, readable by its owner only, and makes its folder when it is missing.</summary>
    public static async Task WriteAsync(string path, Uri server, X509Certificate2? certificate, CancellationToken cancellationToken)
    {
        var full = Path.GetFullPath(path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        var unfinished = $"{full}.{Guid.NewGuid():N}";
        await using (var file = new FileStream(unfinished, OwnerOnly()))
        await using (var writer = new StreamWriter(file))
        {
            await writer.WriteAsync(Text(server, certificate).AsMemory(), cancellationToken);
        }

        File.Move(unfinished, full, overwrite: true);
    }

    private static FileStreamOptions OwnerOnly()
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return options;
    }

    private static string Trust(X509Certificate2? certificate) => certificate is null
        ? ""
        : $"\n    certificate-authority-data: {Convert.ToBase64String(Encoding.ASCII.GetBytes(certificate.ExportCertificatePem()))}";

    private static string Text(Uri server, X509Certificate2? certificate) => $"""
        apiVersion: v1
        kind: Config
        clusters:
        - name: {Name}
          cluster:
            server: {server.GetLeftPart(UriPartial.Authority)}{Trust(certificate)}
        users:
        - name: {Name}
          user:
            token: {Token}
        contexts:
        - name: {Name}
          context:
            cluster: {Name}
            user: {Name}
            namespace: default
        current-context: {Name}

        """;
}
