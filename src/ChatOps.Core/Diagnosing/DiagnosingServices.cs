using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ChatOps.Diagnosing;

public static class DiagnosingServices
{
    /// <summary>Adds <see cref="IDiagnostician"/> and the query that shows what it finds. Needs the cluster's ports.</summary>
    public static IServiceCollection AddDiagnosing(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddValidated<DiagnosisOptions>(configuration.GetSection("Diagnosis"));
        services.AddSingleton<PodExaminer>();
        services.TryAddSingleton<GrowthLook>();
        services.AddSingleton<AbsenceExaminer>();
        services.AddSingleton<PlaceDiagnosis>();
        services.AddSingleton<IDiagnostician, Diagnostician>();
        return services.AddQuery<DiagnoseHandler, DiagnoseQuery>(DiagnoseQuery.Register);
    }
}
