using EquityMonitor.Statistics;

namespace EquityMonitor.Monitoring.Analyses;

/// <summary>The results used last, by what they were computed from. Safe to use from several threads.</summary>
internal sealed class AnalysisCache(int capacity)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<AnalysisKey, LinkedListNode<(AnalysisKey Key, object Result)>> _known = [];
    private readonly LinkedList<(AnalysisKey Key, object Result)> _byUse = [];

    public T? Find<T>(AnalysisKey key)
        where T : class
    {
        lock (_gate)
        {
            if (!_known.TryGetValue(key, out var node))
                return null;
            _byUse.Remove(node);
            _byUse.AddFirst(node);
            return (T)node.Value.Result;
        }
    }

    public void Keep(AnalysisKey key, object result)
    {
        lock (_gate)
        {
            if (_known.Remove(key, out var old))
                _byUse.Remove(old);
            _known[key] = _byUse.AddFirst((key, result));
            if (_known.Count <= capacity)
                return;
            _known.Remove(_byUse.Last!.Value.Key);
            _byUse.RemoveLast();
        }
    }
}

/// <param name="Kind">Which analysis, with what else it was asked.</param>
/// <param name="Fingerprint">Of every day it rests on and of the definition.</param>
/// <param name="Strata">What gaps are standardised by, which no stored result depends on, and so no fingerprint.</param>
/// <param name="Level">Of the intervals, which no stored result depends on either.</param>
/// <param name="Groups">Texts of their keys.</param>
internal readonly record struct AnalysisKey(string Kind, int ModelId, int Window, DateOnly AsOf, long Fingerprint, string Strata, ConfidenceLevel Level, string Groups);
