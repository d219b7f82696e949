using System.ComponentModel;
using EquityMonitor.Monitoring.Alerts;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Monitoring.Rules;

namespace EquityMonitor.Web.Api;

[Description("A page of alerts, the last opened first.")]
public sealed record AlertListDto
{
    [Description("From 1.")]
    public required int Page { get; init; }

    public required int PageSize { get; init; }

    [Description("Alerts on all pages.")]
    public required int Total { get; init; }

    public required IReadOnlyList<AlertDto> Alerts { get; init; }
}

[Description("A Below that a person must handle.")]
public sealed record AlertDto
{
    public required int Id { get; init; }
    public required string Model { get; init; }
    public required string Rule { get; init; }
    public required string RuleName { get; init; }

    [Description("Key of the subgroup; empty for All.")]
    public required string Subgroup { get; init; }

    public required string SubgroupName { get; init; }
    public required Severity Severity { get; init; }
    public required AlertState State { get; init; }

    [Description("What the rule says of the subgroup now; absent when it no longer judges it.")]
    public Verdict? VerdictNow { get; init; }

    [Description("The as-of day that it was opened for.")]
    public required DateOnly OpenedFor { get; init; }

    [Description("The moment it was opened, UTC.")]
    public required DateTime OpenedAt { get; init; }

    public string? AcknowledgedBy { get; init; }
    public DateTime? AcknowledgedAt { get; init; }

    [Description("The as-of day that the evidence closed it for; absent otherwise.")]
    public DateOnly? ClosedFor { get; init; }

    public DateTime? ClosedAt { get; init; }
    public required EvidenceDto Evidence { get; init; }

    [Description("Raised by every change.")]
    public required int Version { get; init; }
}

[Description("What the alert rests on, frozen when it was opened.")]
public sealed record EvidenceDto
{
    public required string Metric { get; init; }

    [Description("What was agreed, in words.")]
    public required string Limit { get; init; }

    [Description("Length in days.")]
    public required int Window { get; init; }

    public required EstimateDto Estimate { get; init; }

    [Description("Of whom the rule compares with; absent when it does not compare, or when suppressed.")]
    public double? ReferenceValue { get; init; }

    [Description("Difference or ratio that was tested; absent when the rule does not compare, or when suppressed. Absent too for a ratio to a reference of 0, which has a lower limit alone.")]
    public double? Compared { get; init; }

    [Description("Limits of its interval, at the confidence of the estimate; an absent one beside the other is unbounded.")]
    public double? ComparedLow { get; init; }

    public double? ComparedHigh { get; init; }

    [Description("Benjamini-Hochberg adjusted, one-sided: of the groups called below at this level in one look, at most this share is expected to be at the limit in truth (the chance of the result itself only where family is 1); absent when suppressed, and where the window held too little.")]
    public double? AdjustedPValue { get; init; }

    [Description("What peek-safe evidence alarmed on; absent where the interval decided.")]
    public AlarmDto? Alarm { get; init; }

    [Description("In the scored range; absent when they are few and small cells are withheld, or when patients cannot be linked.")]
    public long? Patients { get; init; }

    public required DaysDto Scored { get; init; }
    public required DaysDto Mature { get; init; }
}

[Description("The alarm of peek-safe evidence.")]
public sealed record AlarmDto
{
    [Description("As-of day on which the evidence reached the budget.")]
    public required DateOnly RaisedOn { get; init; }

    [Description("Encounter day that was counted last.")]
    public required DateOnly Day { get; init; }

    [Description("Encounter day on which the change probably began.")]
    public required DateOnly Onset { get; init; }

    [Description("On average at most one false alarm of the model in so many days.")]
    public required double BudgetDays { get; init; }
}

/// <param name="Comment">Kept with the acknowledgement.</param>
public sealed record AcknowledgeDto([property: Description("Kept with the acknowledgement; at most 2,000 characters.")] string? Comment);

public enum AcknowledgeOutcome
{
    Done,

    /// <summary>Somebody had acknowledged it before; nothing more was recorded.</summary>
    AlreadyDone,
}

[Description("What became of the acknowledgement.")]
public sealed record AcknowledgedDto
{
    [Description("done, or alreadyDone: somebody had acknowledged it before (see alert), and nothing more was recorded.")]
    public required AcknowledgeOutcome Outcome { get; init; }

    public required AlertDto Alert { get; init; }
}
