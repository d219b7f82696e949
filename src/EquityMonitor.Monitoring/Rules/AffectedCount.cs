using EquityMonitor.Monitoring.Encounters;
using EquityMonitor.Monitoring.Evaluation;

namespace EquityMonitor.Monitoring.Rules;

/// <summary>Distinct patients of some days, and those of them who belong to at least one of some subgroups; encounters where a row has no patient.</summary>
/// <param name="Affected">With at least one encounter in one of the subgroups.</param>
/// <param name="Total">With at least one encounter.</param>
public readonly record struct AffectedCount(long Affected, long Total)
{
    public static AffectedCount Of(IEnumerable<EncounterColumns> days, IReadOnlyCollection<SubgroupKey> subgroups)
    {
        ArgumentNullException.ThrowIfNull(days);
        ArgumentNullException.ThrowIfNull(subgroups);
        var everybody = new HashSet<UInt128>();
        var affected = new HashSet<UInt128>();
        foreach (var day in days)
        {
            var tests = subgroups.Select(subgroup => Test(day, subgroup)).OfType<Part[]>().ToArray();
            for (var row = 0; row < day.Rows; row++)
            {
                var who = day.Patient.Length > 0 && day.Patient[row] != UInt128.Zero ? day.Patient[row] : day.Encounter[row];
                everybody.Add(who);
                if (IsIn(tests, row))
                    affected.Add(who);
            }
        }

        return new AffectedCount(affected.Count, everybody.Count);
    }

    private static bool IsIn(Part[][] tests, int row)
    {
        foreach (var test in tests)
        {
            if (Array.TrueForAll(test, part => part.Codes[row] == part.Code))
                return true;
        }

        return false;
    }

    /// <summary>What a row of the day must have to be in the subgroup; null when none can have it.</summary>
    private static Part[]? Test(EncounterColumns day, SubgroupKey subgroup)
    {
        var parts = new List<Part>();
        foreach (var (column, value) in subgroup.Parts)
        {
            if (Array.Find(day.Dimensions, dimension => string.Equals(dimension.Column, column, StringComparison.Ordinal)) is not { } dimension)
            {
                // A day from before the dimension was declared shows one value for all its rows.
                if (value == EncounterFrame.NotRecorded)
                    continue;
                return null;
            }

            var code = Array.IndexOf(dimension.Dictionary, value);
            if (code < 0)
                return null;
            parts.Add(new Part(dimension.Codes, (ushort)code));
        }

        return [.. parts];
    }

    private sealed record Part(ushort[] Codes, ushort Code);
}
