namespace ChatOps.Host.Starting;

/// <summary>
/// Has the web server start before everything else, which ASP.NET starts last: what starts may wait for a database that is away, and
/// a probe that hears nothing meanwhile would have the process killed, again and again, in the very outage.
/// </summary>
/// <param name="options">As the host would have them.</param>
internal sealed class WebServerFirst(ServiceProviderOptions options) : IServiceProviderFactory<IServiceCollection>
{
    /// <summary>ASP.NET's own, and not public.</summary>
    private const string WebServer = "GenericWebHostService";

    /// <exception cref="InvalidOperationException">This version of ASP.NET calls it otherwise.</exception>
    public IServiceCollection CreateBuilder(IServiceCollection services)
    {
        var server = services.Single(service => service.ImplementationType?.Name == WebServer);
        services.Remove(server);
        services.Insert(0, server);
        return services;
    }

    public IServiceProvider CreateServiceProvider(IServiceCollection containerBuilder) => containerBuilder.BuildServiceProvider(options);
}
