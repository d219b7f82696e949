namespace EquityMonitor.Monitoring.Explore;

/// <summary>
/// Which half of a scan a patient belongs to: a keyed hash with a fixed seed, so that all encounters of a patient are in one half and every scan has the same
/// halves. What is looked for in one half is confirmed on people who had no part in finding it.
/// </summary>
public static class ScanHalf
{
    public const int Find = 0;
    public const int Confirm = 1;

    private const ulong Seed = 0x5CA4_5EED_2026_0001;

    /// <param name="patient">The keyed hash of the patient; of the encounter where a row has no patient.</param>
    /// <returns><see cref="Find"/> or <see cref="Confirm"/>.</returns>
    public static int Of(UInt128 patient) => (int)(Mixed(Mixed((ulong)patient ^ Seed) ^ (ulong)(patient >> 64)) >> 63);

    /// <summary>Spreads every bit over all others (the finaliser of SplitMix64).</summary>
    private static ulong Mixed(ulong value)
    {
        value = unchecked(value + 0x9E37_79B9_7F4A_7C15);
        value = unchecked((value ^ (value >> 30)) * 0xBF58_476D_1CE4_E5B9);
        value = unchecked((value ^ (value >> 27)) * 0x94D0_49BB_1331_11EB);
        return value ^ (value >> 31);
    }
}
