namespace EquityMonitor.Statistics;

/// <summary>One row per patient, so that people and not visits are counted. As in Obermeyer et al. 2019, who audit one row a person and year.</summary>
public static class FirstEncounters
{
    /// <summary>The row of each patient's earliest encounter; of several at the same time, the first row.</summary>
    /// <param name="patientStarts">The offset of each patient's first row, ascending from 0; the rows of one patient are adjacent.</param>
    /// <param name="times">When each encounter was scored, in any unit.</param>
    /// <returns>One row per patient, in patient order.</returns>
    /// <exception cref="ArgumentException">The offsets do not ascend from 0, or are missing though there are rows.</exception>
    public static int[] Rows(ReadOnlySpan<int> patientStarts, ReadOnlySpan<long> times)
    {
        PatientOffsets.Validate(patientStarts, times.Length, nameof(patientStarts));
        if (patientStarts.IsEmpty && !times.IsEmpty)
            throw new ArgumentException("First encounters need the patients' offsets.", nameof(patientStarts));
        var rows = new int[patientStarts.Length];
        for (var patient = 0; patient < rows.Length; patient++)
        {
            var end = patient + 1 < rows.Length ? patientStarts[patient + 1] : times.Length;
            rows[patient] = patientStarts[patient];
            for (var row = patientStarts[patient] + 1; row < end; row++)
            {
                if (times[row] < times[rows[patient]])
                    rows[patient] = row;
            }
        }

        return rows;
    }
}
