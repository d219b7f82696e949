using EquityMonitor.Monitoring.Evaluation;

namespace EquityMonitor.Web.Components.Theme;

/// <summary>
/// Which of the group colours a subgroup has. A value takes the place of its rank within its dimension, so that values of one dimension differ; where two that are
/// shown together want the same colour, the one that was chosen later takes the next free one.
/// </summary>
public sealed class GroupSlots
{
    /// <summary>Colours there are, and so the most lines that are told apart by colour.</summary>
    public const int Count = 7;

    /// <summary>Without known values every slot follows from the key's text alone.</summary>
    public static readonly GroupSlots None = new([]);

    private readonly Dictionary<string, int> _slots;

    private GroupSlots(Dictionary<string, int> slots) => _slots = slots;

    /// <param name="values">Single values, of every model, in an order that later values do not change.</param>
    public static GroupSlots Of(IEnumerable<SubgroupKey> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var slots = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var dimension in values.Where(key => key.Order == 1).Distinct().GroupBy(key => key.Parts[0].Key, StringComparer.Ordinal))
        {
            // Dimensions begin at different colours, so that a comparison across two of them seldom has to move one.
            var first = Hash(dimension.Key);
            foreach (var (rank, key) in dimension.Index())
                slots[key.ToString()] = (int)((first + (uint)rank) % Count);
        }

        return new GroupSlots(slots);
    }

    /// <summary>The slot of a group that is shown alone.</summary>
    public int Of(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (_slots.TryGetValue(key, out var slot))
            return slot;

        // 3 is no divisor of 7: pairs that share one value differ in colour.
        return Parts(key) is { Count: > 1 } parts
            ? parts.Select((part, index) => Of(part.ToString()) * (index == 0 ? 1 : 3)).Sum() % Count
            : (int)(Hash(key) % Count);
    }

    /// <summary>The slots of groups that are shown together, in the order in which they were chosen. Up to <see cref="Count"/> of them are all different.</summary>
    public IReadOnlyDictionary<string, int> Assign(IEnumerable<string> shown)
    {
        ArgumentNullException.ThrowIfNull(shown);
        var assigned = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var key in shown.Where(key => key.Length > 0).Distinct(StringComparer.Ordinal))
        {
            var slot = Of(key);
            for (var tried = 0; tried < Count && assigned.ContainsValue(slot); tried++)
                slot = (slot + 1) % Count;
            assigned[key] = slot;
        }

        return assigned;
    }

    /// <summary>The same with what is shown together fixed, for a page on which several charts and lists show it.</summary>
    public GroupSlots Showing(IEnumerable<string> shown)
    {
        var slots = new Dictionary<string, int>(_slots, StringComparer.Ordinal);
        foreach (var (key, slot) in Assign(shown))
            slots[key] = slot;
        return new GroupSlots(slots);
    }

    private static List<SubgroupKey> Parts(string key)
    {
        try
        {
            return [.. SubgroupKey.Parse(key).Parts.Select(part => SubgroupKey.Of(part.Key, part.Value))];
        }
        catch (FormatException)
        {
            return [];
        }
    }

    /// <summary>FNV-1a: string.GetHashCode differs from one process to the next.</summary>
    private static uint Hash(string text)
    {
        var hash = 2166136261u;
        foreach (var character in text)
            hash = unchecked((hash ^ character) * 16777619u);
        return hash;
    }
}
