using ChatOps.Host.CommandLine;
using Microsoft.Extensions.Options;

namespace ChatOps.Host.Edge;

/// <summary>
/// A port of their own for probes and Prometheus: what they read says which far ends are down, and an Ingress that lets the console
/// in ("/") would let in everything beside it.
/// </summary>
public static class ManagementPort
{
    private const string Endpoints = "Kestrel:Endpoints";

    /// <summary>Listens there too, where the settings name such a port. To be called before anything is served.</summary>
    /// <exception cref="OptionsValidationException">Everybody is answered there already.</exception>
    public static void ListenForManagement(this WebApplication app)
    {
        if (app.Services.GetRequiredService<IOptions<EdgeOptions>>().Value.ManagementPort is not { } port)
        {
            return;
        }

        var own = $"http://+:{port}";
        var configuration = app.Configuration;
        if (configuration.GetSection(Endpoints).Exists())
        {
            configuration[$"{Endpoints}:Management:Url"] = own; // where these are named the server hears of no other address
            return;
        }

        foreach (var address in Apart(ListenAddresses.In(configuration), port).Append(own))
        {
            app.Urls.Add(address);
        }
    }

    /// <summary>Says that an endpoint is for probes and Prometheus alone.</summary>
    public static TBuilder ForManagement<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new ForManagementOnly());

    /// <summary>
    /// Where there is such a port, what is for management is answered there alone, and nothing else is. The port that a request came
    /// to counts: what it says of its host anybody can write.
    /// </summary>
    public static void UseManagementPort(this WebApplication app)
    {
        if (app.Services.GetRequiredService<IOptions<EdgeOptions>>().Value.ManagementPort is not { } port)
        {
            return;
        }

        app.Use((context, next) => context.IsForManagement() == (context.Connection.LocalPort == port) ? next() : NotHereAsync(context));
    }

    /// <summary>Whether a request is a probe's or Prometheus', by what it asks for.</summary>
    public static bool IsForManagement(this HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<ForManagementOnly>() is not null;

    private static IEnumerable<string> Apart(IReadOnlyList<string> addresses, int port) =>
        addresses.Any(address => BindingAddress.Parse(address).Port == port)
            ? throw new OptionsValidationException(
                nameof(EdgeOptions.ManagementPort),
                typeof(EdgeOptions),
                [$"Edge:ManagementPort: everybody is answered at port {port} already ({string.Join(", ", addresses)}); choose another."])
            : addresses;

    private static Task NotHereAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}
