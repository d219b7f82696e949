using EquityMonitor.Monitoring.Encounters;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace EquityMonitor.Hosting;

/// <summary>Reads Retention__EncounterDays (empty keeps all), Retention__QuarantineDays and Retention__RunDays.</summary>
internal sealed class RetentionSettings(IConfiguration configuration) : IValidateOptions<RetentionOptions>
{
    public static IReadOnlyList<string> Read(IConfiguration configuration, RetentionOptions options)
    {
        var problems = new List<string>();
        var settings = new Settings(configuration, problems);
        options.EncounterDays = (int?)settings.Number(RetentionOptions.Section + ":EncounterDays", 30, 36_600);
        options.QuarantineDays = (int)(settings.Number(RetentionOptions.Section + ":QuarantineDays", 1, 3660) ?? options.QuarantineDays);
        options.RunDays = (int)(settings.Number(RetentionOptions.Section + ":RunDays", 1, 36_600) ?? options.RunDays);
        return problems;
    }

    public ValidateOptionsResult Validate(string? name, RetentionOptions options)
    {
        var problems = Read(configuration, new RetentionOptions());
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }
}
