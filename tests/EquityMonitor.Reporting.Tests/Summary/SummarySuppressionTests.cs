using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Sources;
using EquityMonitor.Reporting.Summary;
using EquityMonitor.Reporting.Suppression;
using EquityMonitor.Statistics;
using EquityMonitor.Tests;

namespace EquityMonitor.Reporting.Tests.Summary;

/// <summary>Small cells from the stored encounters to the produced files.</summary>
public sealed class SummarySuppressionTests : IDisposable
{
    private readonly SummaryDatabase _database = new();

    public void Dispose() => _database.Dispose();

    [Fact]
    public async Task Rows_SmallAndNextSmallest_AreSuppressedWithTheirReasons()
    {
        await _database.FillAsync();

        var model = (await _database.ReadAsync("2026-05")).Models[0];

        Row(model, "race=Unknown").SuppressedBecause.ShouldBe("1 to 10 patients, or 1 to 10 in one of its counts");
        Row(model, "race=C").SuppressedBecause.ShouldBe("so that a small group of \u201cRace\u201d cannot be worked out");
        foreach (var row in model.Rows.Where(row => row.SuppressedBecause is not null))
        {
            (row.Encounters, row.Patients).ShouldBe((null, null));
            row.Figures.ShouldAllBe(figure => figure == null);
        }
    }

    [Fact]
    public async Task Rows_SmallCellsConfiguredHigher_ShowNoCountUpToThatNumber()
    {
        const int Largest = 60;
        await _database.FillAsync();
        var usual = (await _database.ReadAsync("2026-05")).Models[0];

        using var scope = SmallCount.During(Largest);
        var model = (await _database.ReadAsync("2026-05")).Models[0];

        Row(model, "race=Unknown").SuppressedBecause.ShouldBe("1 to 60 patients, or 1 to 60 in one of its counts");
        model.Rows.Count(row => row.SuppressedBecause is not null).ShouldBeGreaterThan(usual.Rows.Count(row => row.SuppressedBecause is not null));
        model.Rows.Where(row => row.Encounters is not null).ShouldAllBe(row => row.Encounters > Largest);
        SummaryNotes.Of(await _database.ReadAsync("2026-05")).ShouldContain(note => note.Text.Contains("when 1 to 60 patients", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Volume_WithFewUnknownOutcomes_IsLeftOutWithTheNextSmallest()
    {
        await _database.FillAsync();

        var model = (await _database.ReadAsync("2026-05")).Models[0];

        Row(model, "site=East").VolumeWithheldBecause.ShouldBe("1 to 10 encounters that were flagged, were not flagged, or have no known outcome");
        Row(model, "site=North").VolumeWithheldBecause.ShouldNotBeNull();
        Row(model, "site=South").VolumeWithheldBecause.ShouldBeNull();
        foreach (var row in new[] { Row(model, "site=East"), Row(model, "site=North") })
        {
            row.Encounters.ShouldBeNull();
            Figure(model, row, Metric.FlagRate).ShouldBeNull();
            Figure(model, row, Metric.OutcomeKnownRate).ShouldBeNull();
            Figure(model, row, Metric.Sensitivity).ShouldBeOfType<Estimate.Measured>();
        }
    }

    [Theory]
    [InlineData("2026-04")]
    [InlineData("2026-05")]
    [InlineData("2026-06")]
    public async Task Rows_OfEachDimension_LeaveOverNoSmallCount(string month)
    {
        await _database.FillAsync();
        var model = (await _database.ReadAsync(month)).Models[0];
        var scored = SummaryHospital.Rows.Where(row => model.Period.Scored.Contains(row.Time!.Value.Day)).ToArray();

        for (var i = 0; i < SummaryHospital.Definition.Dimensions.Count; i++)
        {
            var column = SummaryHospital.Definition.Dimensions[i].Column;
            var hidden = model.Rows.Where(row => row.Key.Order == 1 && row.Key.Parts[0].Key == column && row.SuppressedBecause is not null).Select(row => row.Key.Parts[0].Value).ToHashSet();
            var withheld = model.Rows.Where(row => row.Key.Order == 1 && row.Key.Parts[0].Key == column && row.Encounters is null).Select(row => row.Key.Parts[0].Value).ToHashSet();
            hidden.Count.ShouldNotBe(1, column);
            withheld.Count.ShouldNotBe(1, column);
            var left = new PlainMonth(scored.Where(row => hidden.Contains(row.Values[i])), row => model.Period.Mature!.Value.Contains(row.Time!.Value.Day), 0.5);
            foreach (var count in new[] { left.Scored, left.TruePositives, left.FalsePositives, left.FalseNegatives, left.TrueNegatives })
                (count is 0 or > 10).ShouldBeTrue($"{column} leaves over {count}");
            var volume = new PlainMonth(scored.Where(row => withheld.Contains(row.Values[i])), row => model.Period.Mature!.Value.Contains(row.Time!.Value.Day), 0.5);
            foreach (var count in new[] { volume.Flagged, volume.Scored - volume.Flagged, volume.Mature - volume.Evaluable.Length })
                (count is 0 or > 10).ShouldBeTrue($"the volume of {column} leaves over {count}");
        }
    }

    [Fact]
    public async Task Files_HoldNoFigureOfASuppressedGroup()
    {
        await _database.FillAsync();
        var summary = await _database.ReadAsync("2026-05");
        var secrets = Secrets("race=C").Concat(Secrets("race=Unknown")).Concat(["0.37373", "0.374", "0.77777"])
            .Concat([Volume("East"), Volume("North")]).Distinct().ToArray();

        // A search that could find nothing proves nothing: the same is found of a group that is shown.
        var texts = await TextsAsync(summary);
        texts.Values.ShouldContain(text => Numbers(text).Overlaps(Secrets("race=B")));
        foreach (var (name, text) in texts)
            Numbers(text).Intersect(secrets).ShouldBeEmpty(name);
    }

    [Fact]
    public async Task WholeMonth_WithASmallCell_ReleasesNoFigureAtAll()
    {
        await _database.FillAsync();
        await using (var context = _database.CreateDbContext())
        {
            context.EncounterDayContents.RemoveRange(context.EncounterDayContents.Where(day => day.Day > SummaryHospital.May));
            context.EncounterDays.RemoveRange(context.EncounterDays.Where(day => day.Day > SummaryHospital.May && day.Day <= SummaryHospital.MayEnd));
            await context.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        var model = (await _database.ReadAsync("2026-05")).Models[0];

        model.All!.SuppressedBecause!.ShouldStartWith("the whole month has 1 to 10");
        model.Rows.ShouldAllBe(row => row.SuppressedBecause != null && row.Encounters == null);
        (model.Quality.Encounters, model.Quality.KnownOutcomes, model.Quality.Mature, model.Quality.MatureKnown).ShouldBe((null, null, null, null));
        model.Quality.Unknown.ShouldAllBe(share => share.Share == null);
        SummaryHeadline.Of(model).ShouldBe("Small model scored too few patients in May 2026 for any figure to be released.");
        SummaryHeadline.Findings(model).ShouldBeEmpty();
    }

    /// <summary>What would give the group away: its rates at full precision, and its counts that no shown group shares.</summary>
    private static HashSet<string> Secrets(string key)
    {
        var parsed = SubgroupKey.Parse(key);
        var month = new PlainMonth(SummaryHospital.InMay.Where(row => row.Values[0] == parsed.Parts[0].Value), _ => true, 0.5);
        var (tp, fp, fn, tn) = (month.TruePositives, month.FalsePositives, month.FalseNegatives, month.TrueNegatives);
        (int Part, int Of)[] shares = [(tp, tp + fn), (tn, tn + fp), (tp, tp + fp), (tp + fn, tp + fp + fn + tn), (month.Flagged, month.Scored)];
        HashSet<string> secrets = [.. shares.Where(share => share.Of > 0 && share.Part > 0 && share.Part < share.Of).Select(share => ((double)share.Part / share.Of).ToString("R", CultureInfo.InvariantCulture))];
        if (month.Scored > 100)
            secrets.Add(month.Scored.ToString("N0", CultureInfo.InvariantCulture));

        // A share of few may happen to equal another group's.
        secrets.RemoveWhere(secret => secret.Length is > 1 and < 6 && secret.Contains('.', StringComparison.Ordinal));
        return secrets;
    }

    private static string Volume(string site) => SummaryHospital.InMay.Count(row => row.Values[2] == site).ToString("N0", CultureInfo.InvariantCulture);

    private static HashSet<string> Numbers(string text) => [.. Regex.Matches(text, @"\d[\d,]*(\.\d+)?", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5)).Select(match => match.Value.TrimEnd(','))];

    private static async Task<Dictionary<string, string>> TextsAsync(MonthlySummary summary)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var write in new Func<MonthlySummary, Stream, CancellationToken, Task>[] { SummaryFiles.WriteZipAsync, SummaryFiles.WriteWorkbookAsync })
        {
            using var file = new MemoryStream();
            await write(summary, file, TestContext.Current.CancellationToken);
            file.Position = 0;
            using var archive = new ZipArchive(file);
            foreach (var entry in archive.Entries)
            {
                using var reader = new StreamReader(entry.Open(), Encoding.UTF8);

                // Each cell by itself: neighbours must not look like one number with a comma.
                texts[entry.FullName] = (await reader.ReadToEndAsync(TestContext.Current.CancellationToken)).Replace(",", " , ", StringComparison.Ordinal).Replace("<", " <", StringComparison.Ordinal);
            }
        }

        return texts;
    }

    private static SummaryRow Row(ModelMonth model, string key) => model.Find(SubgroupKey.Parse(key)).ShouldNotBeNull();

    private static Estimate? Figure(ModelMonth model, SummaryRow row, Metric metric) => row.Figures[model.Metrics.ToList().IndexOf(metric)];
}
