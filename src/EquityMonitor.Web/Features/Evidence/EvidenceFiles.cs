using EquityMonitor.Web.Exports;
using EquityMonitor.Web.SignIn;

namespace EquityMonitor.Web.Features.Evidence;

/// <summary>The course of evidence as a file. Every row rests on the few patients of a day, so that only those may have it who may see such figures.</summary>
public static class EvidenceFiles
{
    public static void MapEvidenceFiles(this IEndpointRouteBuilder routes)
    {
        ArgumentNullException.ThrowIfNull(routes);
        routes.MapGet("/models/{key}/evidence.csv", async (string key, string rule, string group, IEvidencePageReader reader, CancellationToken cancellationToken) =>
        {
            var view = await reader.ReadAsync(new EvidenceQuery(key, rule, group), showSmallCells: true, cancellationToken);

            // A file of another rule or group than the one asked for would be taken for it.
            return view.Subject is { Evidence: EvidenceShown.Course course } subject && subject.RuleKey == rule && subject.Group == group
                ? CsvFile.Of(EvidenceTables.File(course.View), $"{key}-{rule}-evidence")
                : Results.NotFound();
        }).RequireAuthorization(Policies.SmallCells);
    }
}
