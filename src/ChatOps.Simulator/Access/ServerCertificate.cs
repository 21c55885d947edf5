using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ChatOps.Simulator.Access;

/// <summary>The certificate of an API that asks for credentials: clients such as kubectl send theirs over TLS only.</summary>
internal static class ServerCertificate
{
    private static readonly TimeSpan ClocksDiffer = TimeSpan.FromDays(1);
    private static readonly TimeSpan Validity = TimeSpan.FromDays(365);

    /// <summary>One for this machine, signed by itself.</summary>
    public static X509Certificate2 Create(TimeProvider time)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=simulator", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        names.AddIpAddress(IPAddress.IPv6Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        return request.CreateSelfSigned(time.GetUtcNow() - ClocksDiffer, time.GetUtcNow() + Validity);
    }
}
