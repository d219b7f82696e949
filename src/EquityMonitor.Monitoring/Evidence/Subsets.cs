namespace EquityMonitor.Monitoring.Evidence;

/// <summary>All, every dimension and every pair of them, in this order: what an encounter is a member of, once each.</summary>
internal sealed class Subsets
{
    private Subsets((int First, int Second)[] members) => Members = members;

    /// <summary>Indices of the dimensions; -1 where there is none.</summary>
    public (int First, int Second)[] Members { get; }

    public int Count => Members.Length;

    /// <summary>64-bit words that one bit for each takes.</summary>
    public int Words => (Count + 63) / 64;

    public static Subsets Of(int dimensions)
    {
        var members = new List<(int, int)> { (-1, -1) };
        for (var first = 0; first < dimensions; first++)
            members.Add((first, -1));
        for (var first = 0; first < dimensions; first++)
        {
            for (var second = first + 1; second < dimensions; second++)
                members.Add((first, second));
        }

        return new Subsets([.. members]);
    }
}
