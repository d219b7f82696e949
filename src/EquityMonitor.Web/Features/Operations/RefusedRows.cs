using EquityMonitor.Monitoring.Encounters;
using EquityMonitor.Monitoring.Sources;

namespace EquityMonitor.Web.Features.Operations;

/// <summary>Refused rows of a model, by reason, field and day. What the rows said is not kept anywhere.</summary>
/// <param name="KeptDays">For how many days after a pull its counts are kept.</param>
/// <param name="GoodRows">Rows that were read with them and accepted.</param>
/// <param name="Reasons">Most rows first.</param>
public sealed record RefusedRows(int KeptDays, long GoodRows, IReadOnlyList<RefusedReason> Reasons)
{
    public long Rows => Reasons.Sum(reason => reason.Rows);

    public double? Share => GoodRows + Rows > 0 ? (double)Rows / (GoodRows + Rows) : null;

    public static RefusedRows Of(int keptDays, long goodRows, IReadOnlyList<QuarantineCount> counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        return new RefusedRows(keptDays, goodRows, [.. counts.GroupBy(count => count.Reason, StringComparer.Ordinal).Select(RefusedReason.Of).OrderByDescending(reason => reason.Rows).ThenBy(reason => reason.Key, StringComparer.Ordinal)]);
    }
}

/// <param name="Key">For the address.</param>
/// <param name="Words">The reason as a person reads it.</param>
/// <param name="Fields">Most rows first.</param>
/// <param name="Days">Newest first.</param>
public sealed record RefusedReason(string Key, string Words, IReadOnlyList<RefusedField> Fields, IReadOnlyList<RefusedDay> Days)
{
    public long Rows => Fields.Sum(counted => counted.Rows);

    internal static RefusedReason Of(IGrouping<string, QuarantineCount> counts) => new(
        counts.Key,
        WordsOf(counts.Key),
        [
            .. counts.GroupBy(count => count.Field, StringComparer.Ordinal)
                .Select(field => new RefusedField(field.Key, field.Sum(count => (long)count.Rows), field.Count(), field.Min(count => count.Day), field.Max(count => count.Day)))
                .OrderByDescending(field => field.Rows).ThenBy(field => field.Field, StringComparer.Ordinal),
        ],
        [.. counts.GroupBy(count => count.Day).Select(day => new RefusedDay(day.Key, day.Sum(count => (long)count.Rows))).OrderByDescending(day => day.Day)]);

    /// <summary>A reason that an earlier version stored and this one does not know is shown as it was stored.</summary>
    public static string WordsOf(string reason) => Enum.TryParse<RejectionReason>(reason, out var known) && Enum.IsDefined(known) ? known.Text() : reason;
}

/// <param name="Field">Column of the source.</param>
/// <param name="Days">How many days had such rows.</param>
public sealed record RefusedField(string Field, long Rows, int Days, DateOnly First, DateOnly Last);

public sealed record RefusedDay(DateOnly Day, long Rows);
