using ChatOps.Doctor;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace ChatOps.Host.WebConsole.SignIn;

/// <summary>The console's identity provider is there, and says where people sign in (OpenID Connect Discovery 1.0, section 4).</summary>
public sealed class SignInCheckup(IOptions<ConsoleOptions> options) : ICheckup
{
    internal const string Name = "console sign-in";

    public string Subject => Name;

    public string WayOut => "Look at Console:Authority and whether it can be reached from here. Who has signed in stays so; nobody else can.";

    public async Task<IReadOnlyList<Finding>> LookAsync(CancellationToken cancellationToken)
    {
        var authority = options.Value.Authority!; // it looks only where there is one (AddSignInSettings)
        using var client = new HttpClient();
        var documents = new HttpDocumentRetriever(client) { RequireHttps = !authority.IsLoopback };
        var provider = await OpenIdConnectConfigurationRetriever.GetAsync(
            $"{authority.AbsoluteUri.TrimEnd('/')}/.well-known/openid-configuration", documents, cancellationToken);
        return [string.IsNullOrEmpty(provider.AuthorizationEndpoint)
            ? Finding.Bad(Subject, $"{authority.Host} answers, and names no place to sign in.", WayOut)
            : Finding.Good(Subject, $"At {new Uri(provider.AuthorizationEndpoint).Host}.")];
    }
}
