namespace EquityMonitor.Statistics;

/// <summary>The shape of "offset of each patient's first row", shared by the kernels that take the patient as the unit.</summary>
internal static class PatientOffsets
{
    public static void Validate(ReadOnlySpan<int> starts, int rows, string parameter)
    {
        if (starts.IsEmpty)
            return;
        if (starts[0] != 0)
            throw new ArgumentException($"The first patient starts at row {starts[0]}; it must start at row 0.", parameter);
        for (var patient = 1; patient < starts.Length; patient++)
        {
            if (starts[patient] <= starts[patient - 1])
                throw new ArgumentException($"Patient {patient} starts at row {starts[patient]}, not after its predecessor's {starts[patient - 1]}; group rows by patient.", parameter);
        }

        if (starts[^1] >= rows)
            throw new ArgumentException($"The last patient starts at row {starts[^1]}, but there are only {rows} rows.", parameter);
    }
}
