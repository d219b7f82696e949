namespace EquityMonitor.Statistics.Tests;

/// <summary>Made-up rows in patient order, with the columns that the kernels read.</summary>
internal sealed record Cohort(double[] Scores, byte[] Outcomes, ushort[] Codes, int[] PatientStarts)
{
    public int Rows => Scores.Length;

    /// <summary>The patient of each row.</summary>
    public int[] Patients
    {
        get
        {
            var patients = new int[Rows];
            for (var patient = 0; patient < PatientStarts.Length; patient++)
                Array.Fill(patients, patient, PatientStarts[patient], (patient + 1 < PatientStarts.Length ? PatientStarts[patient + 1] : Rows) - PatientStarts[patient]);
            return patients;
        }
    }

    /// <param name="grid">How many distinct scores there can be; few make many ties.</param>
    public static Cohort Random(int seed, int rows, int grid, int cells, int mostRowsPerPatient)
    {
        var random = new Random(seed);
        var scores = new double[rows];
        var outcomes = new byte[rows];
        var codes = new ushort[rows];
        var starts = new List<int>();
        for (var row = 0; row < rows;)
        {
            starts.Add(row);
            var home = (ushort)random.Next(cells);
            for (var last = Math.Min(rows, row + 1 + random.Next(mostRowsPerPatient)); row < last; row++)
            {
                scores[row] = random.Next(grid + 1) / (double)grid;
                outcomes[row] = (byte)(random.NextDouble() < 0.1 + (0.6 * scores[row]) ? 1 : 0);
                codes[row] = random.Next(4) == 0 ? (ushort)random.Next(cells) : home;
            }
        }

        return new Cohort(scores, outcomes, codes, [.. starts]);
    }

    public IReadOnlyList<(double Score, int Outcome, int Patient)> Select(Func<int, bool> chosen)
    {
        var patients = Patients;
        return [.. Enumerable.Range(0, Rows).Where(chosen).Select(row => (Scores[row], (int)Outcomes[row], patients[row]))];
    }
}
