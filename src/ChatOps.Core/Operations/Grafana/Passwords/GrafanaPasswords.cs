using ChatOps.Revealing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ChatOps.Operations.Grafana.Passwords;

public static class GrafanaPasswords
{
    /// <summary>
    /// Adds "grafana reset-password" and "grafana show-password". Needs a cluster, and an <see cref="Chat.IWhisper"/> for each
    /// chat platform that can show something to one person alone. Destructive: only for a desk that asks for approval.
    /// </summary>
    public static IServiceCollection AddGrafanaPasswords(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddValidated<GrafanaOptions>(configuration.GetSection("Grafana"));
        services.TryAddSingleton<IPasswordMaker, RandomPasswords>();
        services.AddSingleton<HeldSecrets>();
        services.AddSingleton<DefaultPassword>();
        services.AddSingleton<DefaultPasswordWatch>();
        services.AddSingleton<GrafanaPods>();
        services.AddSingleton<GrafanaTool>();
        services.AddSingleton<PasswordSteps>();
        return services
            .AddQuery<ShowPasswordHandler, ShowPasswordQuery>(ShowPasswordQuery.Register)
            .AddCapability<ResetPasswordCapability, ResetPasswordCommand, ResetPasswordPlan>(
                ResetPasswordCapability.Name, ResetPasswordCapability.Register);
    }
}
