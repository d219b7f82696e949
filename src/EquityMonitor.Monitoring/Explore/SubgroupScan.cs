using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Statistics;

namespace EquityMonitor.Monitoring.Explore;

/// <summary>
/// Looks through all intersections of up to three dimensions for subgroups that a metric is worse in than in everyone else. One half of the patients finds them
/// (Benjamini-Hochberg at 0.10 over all that reach the minimum), the other half confirms (at 0.05 over what was found) and estimates. Pure: the same encounters
/// give the same result, whatever the number of threads.
/// </summary>
public static class SubgroupScan
{
    public const int MostDimensions = 3;
    public const double FindLevel = 0.10;
    public const double ConfirmLevel = 0.05;

    /// <summary>What can be scanned: counts over counts that have a better direction.</summary>
    public static IReadOnlyList<Metric> Metrics { get; } =
        [Metric.Sensitivity, Metric.Specificity, Metric.Ppv, Metric.Npv, Metric.Fpr, Metric.Fnr, Metric.Accuracy, Metric.OutcomeKnownRate];

    /// <exception cref="ArgumentException">The metric cannot be scanned.</exception>
    public static ScanResult Run(LoadedPeriod period, ScanSettings settings, IProgress<ScanProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(period);
        ArgumentNullException.ThrowIfNull(settings);
        if (!Metrics.Contains(settings.Metric))
            throw new ArgumentException($"\"{settings.Metric.Key}\" cannot be scanned: it is no count over a count with a better direction.", nameof(settings));
        if (settings.Minimum < 1)
            throw new ArgumentException($"The minimum is {settings.Minimum}; at least 1 encounter is needed in each half.", nameof(settings));
        var rows = ScanRows.Of(period, settings.Metric, settings.Threshold, settings.Minimum);
        cancellationToken.ThrowIfCancellationRequested();
        var dimensions = period.Definition.Dimensions.Count;
        var partitions = Enumerable.Range(1, Math.Min(MostDimensions, dimensions))
            .SelectMany(order => Partition.Choices(dimensions, order))
            .Select(choice => new ScanPartition(choice))
            .ToLookup(partition => partition.Cells(rows) <= ScanPartition.MostCells);
        ScanPartition[] counted = [.. partitions[true]];
        var candidates = Count(rows, counted, settings.Minimum, period.Frame.HasPatients, progress, cancellationToken);
        return new ScanResult
        {
            Settings = settings,
            Partitions = counted.Length,
            LeftOut = [.. partitions[false].Select(partition => partition.Dimensions.Select(dimension => period.Definition.Dimensions[dimension].Column).ToArray())],
            Candidates = candidates.Count(candidate => IsTested(candidate, settings.Minimum)),
            IsByPatient = period.Frame.HasPatients,
            Encounters = (rows.Wholes[ScanHalf.Find].N, rows.Wholes[ScanHalf.Confirm].N),
            Found = Found(period, rows, candidates, settings),
        };
    }

    private static List<ScanCandidate> Count(
        ScanRows rows, ScanPartition[] partitions, int minimum, bool byPatient, IProgress<ScanProgress>? progress, CancellationToken cancellationToken)
    {
        var counted = new List<ScanCandidate>[partitions.Length];
        var done = 0;
        Parallel.For(
            0,
            partitions.Length,
            new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellationToken },
            () => Array.Empty<ScanCell>(),
            (index, _, buffer) =>
            {
                counted[index] = partitions[index].Count(rows, ref buffer, minimum, byPatient);
                progress?.Report(new ScanProgress(Interlocked.Increment(ref done), partitions.Length));
                return buffer;
            },
            _ => { });
        return [.. counted.SelectMany(list => list)];
    }

    /// <summary>Where everyone else are too few in a half, there is nothing to be worse than.</summary>
    private static bool IsTested(ScanCandidate candidate, int minimum) => Array.TrueForAll(candidate.Sides, side => side.Others.N >= minimum);

    private static IReadOnlyList<ScanFind> Found(LoadedPeriod period, ScanRows rows, List<ScanCandidate> candidates, ScanSettings settings)
    {
        var level = period.Definition.Confidence;
        var tested = candidates.FindAll(candidate => IsTested(candidate, settings.Minimum));
        double[] P(IReadOnlyList<ScanCandidate> of, int half) =>
            BenjaminiHochberg.Adjust([.. of.Select(candidate => candidate.Sides[half].Own.PValueOfWorse(candidate.Sides[half].Others, settings.Metric.Better))]);
        var found = tested.Zip(P(tested, ScanHalf.Find))
            .Where(pair => pair.Second <= FindLevel)
            .Select(pair => (Candidate: pair.First, P: pair.Second, Key: KeyOf(period, rows, pair.First.Partition.Dimensions, pair.First.Places)))
            .OrderBy(item => item.P)
            .ThenBy(item => item.Candidate.Sides[ScanHalf.Find].Own.PValueOfWorse(item.Candidate.Sides[ScanHalf.Find].Others, settings.Metric.Better))
            .ThenBy(item => item.Key)
            .ToArray();
        var confirmed = P([.. found.Select(item => item.Candidate)], ScanHalf.Confirm);
        var keys = found.Select(item => item.Key).ToHashSet();
        var known = candidates.ToLookup(candidate => (Dimensions: string.Join(',', candidate.Partition.Dimensions), Places: string.Join(',', candidate.Places)));

        ScanParent Parent(ScanCandidate child, int without)
        {
            int[] dimensions = [.. child.Partition.Dimensions.Where((_, index) => index != without)], places = [.. child.Places.Where((_, index) => index != without)];
            var key = KeyOf(period, rows, dimensions, places);
            var whole = rows.Wholes[ScanHalf.Confirm];
            var figures = dimensions.Length == 0
                ? new ScanFigures((period.Frame.HasPatients ? whole.ToProportion() : new ClusteredProportion(whole.X, whole.N, 1)).Estimate(level), null, null)
                : Figures(level, known[(string.Join(',', dimensions), string.Join(',', places))].First().Sides[ScanHalf.Confirm]);
            return new ScanParent(key, figures, keys.Contains(key));
        }

        return
        [
            .. found.Select((item, index) => new ScanFind(
                item.Key, item.P, confirmed[index], Figures(level, item.Candidate.Sides[ScanHalf.Find]), Figures(level, item.Candidate.Sides[ScanHalf.Confirm]),
                [.. Enumerable.Range(0, item.Candidate.Places.Length).Select(without => Parent(item.Candidate, without))])),
        ];
    }

    private static ScanFigures Figures(ConfidenceLevel level, ScanSide side) => new(side.Own.Estimate(level), side.Others.Estimate(level), side.Own.DifferenceTo(side.Others, level));

    private static SubgroupKey KeyOf(LoadedPeriod period, ScanRows rows, int[] dimensions, int[] places) => SubgroupKey.Of(
        dimensions.Select((dimension, index) => KeyValuePair.Create(period.Definition.Dimensions[dimension].Column, period.Frame.Values[dimension][rows.Kept[dimension][places[index]]])));
}
