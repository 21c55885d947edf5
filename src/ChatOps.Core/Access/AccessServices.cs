using ChatOps.Commands;
using ChatOps.Operations;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ChatOps.Access;

public static class AccessServices
{
    /// <summary>Adds who is who and who may do what. Asks every <see cref="IGroups"/> and <see cref="IEmails"/> that there is.</summary>
    public static IServiceCollection AddAccess(this IServiceCollection services, IConfiguration configuration)
    {
        var section = configuration.GetSection("Access");
        services.AddValidated<AccessOptions>(section);
        return services
            .AddSingleton<IValidateOptions<AccessOptions>>(provider =>
                new AccessOptionsValidator(provider.GetRequiredService<CommandCatalog>(), section))
            .AddSingleton<AccessSettings>()
            .AddSingleton<People>()
            .AddSingleton<Membership>()
            .AddSingleton<Grants>()
            .AddSingleton<Scopes>()
            .AddSingleton<IDeciders, KnownDeciders>()
            .AddSingleton<GrantedCommands>()
            .AddSingleton<ICommandOffer>(provider => provider.GetRequiredService<GrantedCommands>());
    }
}
