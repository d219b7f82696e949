using System.ComponentModel;

namespace EquityMonitor.Web.Api;

[Description("One metric over as-of days, for All and the values of a dimension.")]
public sealed record PointsDto
{
    public required string Model { get; init; }
    public required string Metric { get; init; }

    [Description("Absent when only All was asked for.")]
    public string? Dimension { get; init; }

    [Description("Length in days.")]
    public required int Window { get; init; }

    [Description("The as-of days that were asked for.")]
    public required DaysDto Asked { get; init; }

    [Description("One for each as-of day with results, ascending. A day that is missing was not evaluated.")]
    public required IReadOnlyList<PeriodDto> Periods { get; init; }

    [Description("All first, then the values of the dimension by name.")]
    public required IReadOnlyList<SeriesDto> Series { get; init; }
}

public sealed record SeriesDto
{
    [Description("Key of the subgroup; empty for All.")]
    public required string Subgroup { get; init; }

    public required string Name { get; init; }

    [Description("One for each as-of day on which the group has encounters.")]
    public required IReadOnlyList<PointDto> Points { get; init; }
}

public sealed record PointDto(DateOnly AsOf, EstimateDto Estimate);
