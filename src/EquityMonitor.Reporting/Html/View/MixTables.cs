using EquityMonitor.Monitoring.Analyses;
using EquityMonitor.Reporting.Words;
using EquityMonitor.Statistics;

namespace EquityMonitor.Reporting.Html.View;

/// <summary>The patient mix against baseline and training population.</summary>
internal static class MixTables
{
    private const int MostValues = 10;
    private const string Training = "training population";

    public static TableView Summary(IReadOnlyList<DimensionMix> mix, SubgroupNames names)
    {
        (string Name, Func<DimensionMix, Computed<MixDriftResult>> Of)[] sides = Sides(mix);
        return new TableView(
            "Patient mix by attribute",
            "The stability index decides the mark, with what chance alone gives taken off. Below: by how many points the shares of the values differ in all (half the sum of their differences: total variation), and the chi-square test that the mix is the same, with its degrees of freedom.",
            [.. sides.Select(side => new PlainColumn($"Against the {side.Name}", IsNumber: false))],
            [.. mix.Select(dimension => new TableLine(names.Dimension(dimension.Column), [.. sides.Select(side => Cell(side.Of(dimension)))]))]);
    }

    /// <summary>One for each attribute: its values, those first that moved furthest.</summary>
    /// <param name="training">The declared shares by dimension.</param>
    public static IEnumerable<TableView> Values(IReadOnlyList<DimensionMix> mix, IReadOnlyDictionary<string, IReadOnlyDictionary<string, double>> training, SubgroupNames names) =>
        mix.Select(dimension => Values(dimension, training.GetValueOrDefault(dimension.Column), names)).Where(table => table.Lines.Count > 0);

    private static TableView Values(DimensionMix mix, IReadOnlyDictionary<string, double>? training, SubgroupNames names)
    {
        (string Name, Func<DimensionMix, Computed<MixDriftResult>> Of)[] sides = [.. Sides([mix])];

        // What no training share was declared for is one value there, but several of their own now and in the baseline.
        var pools = training?.ContainsKey(MixDrift.Other) == false;
        MixCategory[][] results = [.. sides.Select(side => side.Of(mix).Value.Categories
            .Select(category => pools && side.Name == Training && category.Name == MixDrift.Other ? category with { Name = ShiftWords.WithoutShare } : category).ToArray())];
        var live = results.Max(categories => categories.Sum(category => category.Live));
        var values = results.SelectMany(categories => categories).GroupBy(category => category.Name, StringComparer.Ordinal)
            .Select(group => (Name: group.Key, Live: group.First().Live, Moved: group.Max(category => live == 0 ? 0 : Math.Abs((category.Live / (double)live) - category.ReferenceShare))))
            .OrderByDescending(value => value.Moved).ThenBy(value => value.Name, StringComparer.Ordinal).ToArray();
        var named = values.Where(value => value.Name != ShiftWords.WithoutShare).ToArray();
        var rest = named.Length - MostValues;
        return new TableView(
            $"{names.Dimension(mix.Column)} now",
            "Times as often: the share now over that of the reference.",
            [new("Share now"), .. sides.SelectMany(side => new PlainColumn[] { new($"Share in {side.Name}"), new("Times as often") })],
            [.. named.Take(MostValues).Concat(values.Except(named)).Select(value => new TableLine(
                value.Name,
                [
                    new TableCell(live == 0 ? "\u2013" : Formats.Percent(value.Live / (double)live), Formats.Count(value.Live)),
                    .. results.SelectMany(categories => Reference(Array.Find(categories, category => category.Name == value.Name))),
                ]))])
        {
            Note = rest > 0 ? $"{Formats.Count(rest, "value", "values")} that moved less {(rest == 1 ? "is" : "are")} in audit.json." : null,
        };
    }

    private static (string Name, Func<DimensionMix, Computed<MixDriftResult>> Of)[] Sides(IReadOnlyList<DimensionMix> mix) =>
    [
        .. mix.Any(dimension => dimension.AgainstBaseline.Reason is null) ? [("baseline", dimension => dimension.AgainstBaseline)] : Array.Empty<(string, Func<DimensionMix, Computed<MixDriftResult>>)>(),
        .. mix.Any(dimension => dimension.AgainstTraining.Reason is null) ? [(Training, dimension => dimension.AgainstTraining)] : Array.Empty<(string, Func<DimensionMix, Computed<MixDriftResult>>)>(),
    ];

    private static TableCell Cell(Computed<MixDriftResult> mix)
    {
        if (!mix.TryGet(out var result))
            return new TableCell("\u2013", mix.Reason!.Text);
        var corrected = result.StabilityIndex.BiasCorrected;
        return new TableCell(
            $"PSI {ShiftWords.Index(corrected)}",
            $"shares differ by {Formats.Difference(Metric.FlagRate, result.TotalVariation)} in all; {(result.Test.TryGet(out var test) ? $"chi-square {Formats.Count(test.Statistic)} on {test.DegreesOfFreedom}, {ShiftWords.P(test.PValue)}" : $"not tested: {result.Test.Reason}")}",
            StabilityMarks.AsVerdict(corrected),
            StabilityMarks.Word(corrected));
    }

    private static TableCell[] Reference(MixCategory? category) => category is null
        ? [new TableCell("\u2013"), new TableCell("\u2013")]
        : [
            new TableCell(Formats.Percent(category.ReferenceShare)),
            category.Representation is Estimate.Measured ratio
                ? new TableCell(Formats.Times(ratio.Value), ratio.Interval is { Low: { } low, High: { } high } ? $"{Formats.Times(low)} to {Formats.Times(high)}" : null)
                : new TableCell("\u2013", ((Estimate.NotEstimable)category.Representation).Reason.Text),
        ];
}
