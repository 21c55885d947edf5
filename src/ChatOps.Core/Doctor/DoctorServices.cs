using Microsoft.Extensions.DependencyInjection;

namespace ChatOps.Doctor;

public static class DoctorServices
{
    /// <summary>Adds <see cref="Examination"/>, with the domain's own checkups; whoever knows a neighbour adds more.</summary>
    public static IServiceCollection AddDoctor(this IServiceCollection services) => services
        .AddCheckup<AccessCheckup>()
        .AddCheckup<IncidentCheckup>()
        .AddSingleton<Examination>();

    public static IServiceCollection AddCheckup<TCheckup>(this IServiceCollection services)
        where TCheckup : class, ICheckup =>
        services.AddSingleton<ICheckup, TCheckup>();

    /// <summary>Tells of what the settings leave out.</summary>
    /// <param name="nextStep">How to have it, or null.</param>
    public static IServiceCollection AddNotSetUp(
        this IServiceCollection services, string subject, string text, string? nextStep) =>
        services.AddSingleton<ICheckup>(new NotSetUp(subject, text, nextStep));
}
