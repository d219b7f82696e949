using EquityMonitor.Simulation;

namespace EquityMonitor.Monitoring.Tests.Simulation;

public sealed class SimulatedHospitalTests
{
    private static readonly DateOnly Anchor = SimulatedDays.Anchor;

    public static TheoryData<string> ModelKeys => [.. SimulatedModel.All.Select(model => model.Key)];

    [Theory]
    [MemberData(nameof(ModelKeys))]
    public void Rows_OfADayAlone_EqualThoseOfARange(string key)
    {
        var model = Model(key);
        foreach (var offset in new[] { -730, -300, -171, -170, -1 })
        {
            var alone = new SimulatedHospital(SimulatedHospital.DefaultSeed, Anchor).Rows(model, Anchor.AddDays(offset));
            alone.ShouldBe(SimulatedDays.On(model, Anchor.AddDays(offset)));
        }
    }

    [Fact]
    public void Rows_OfAnotherSeedOrDay_Differ()
    {
        var model = SimulatedModel.Readmission;
        var scores = SimulatedDays.On(model, Anchor.AddDays(-1)).Take(50).Select(row => row.Score).ToList();
        new SimulatedHospital(SimulatedHospital.DefaultSeed + 1, Anchor).Rows(model, Anchor.AddDays(-1)).Take(50).Select(row => row.Score).ShouldNotBe(scores);
        SimulatedDays.On(model, Anchor.AddDays(-2)).Take(50).Select(row => row.Score).ShouldNotBe(scores);
    }

    [Fact]
    public void Volume_OnEveryDay_IsBetween300And1000Encounters()
    {
        for (var offset = -730; offset < 0; offset++)
        {
            var encounters = SimulatedModel.All.Sum(model => SimulatedDays.On(model, Anchor.AddDays(offset)).Select(row => row.EncounterId).Distinct().Count());
            encounters.ShouldBeInRange(300, 1000, Anchor.AddDays(offset).ToString("O"));
        }
    }

    [Fact]
    public void Volume_OfReadmission_FollowsTheWeekAndTheSeason()
    {
        int Sum(Func<DateOnly, bool> which) => Enumerable.Range(-730, 730).Select(Anchor.AddDays).Where(which).Sum(day => SimulatedDays.On(SimulatedModel.Readmission, day).Count);
        Sum(day => day.DayOfWeek == DayOfWeek.Sunday).ShouldBeLessThan((int)(0.8 * Sum(day => day.DayOfWeek == DayOfWeek.Friday)));
        Sum(day => day.Month == 7).ShouldBeLessThan((int)(0.97 * Sum(day => day.Month == 1)));
    }

    [Theory]
    [InlineData("readmission", 0.13, 0.16, 0.745, 0.775)]
    [InlineData("sepsis", 0.085, 0.11, 0.825, 0.865)]
    [InlineData("icu-mortality", 0.10, 0.13, 0.87, 0.90)]
    public void Model_OverTwoYears_HasRealisticPrevalenceAndAuroc(string key, double prevalenceLow, double prevalenceHigh, double aurocLow, double aurocHigh)
    {
        var rows = SimulatedDays.Encounters(Model(key));
        rows.Average(row => row.Outcome ? 1.0 : 0).ShouldBeInRange(prevalenceLow, prevalenceHigh);
        SimulatedDays.Auroc(rows).ShouldBeInRange(aurocLow, aurocHigh);
    }

    [Theory]
    [InlineData("race", "White", 0.53, 0.60)]
    [InlineData("race", "Black", 0.19, 0.24)]
    [InlineData("race", "Unknown", 0.015, 0.025)]
    [InlineData("ethnicity", "Hispanic or Latino", 0.16, 0.22)]
    [InlineData("sex", "Female", 0.50, 0.54)]
    [InlineData("age", "80+", 0.12, 0.20)]
    [InlineData("language", "Spanish", 0.05, 0.08)]
    [InlineData("language", "Unknown", 0.005, 0.015)]
    [InlineData("payer", "Medicare", 0.34, 0.46)]
    [InlineData("payer", "Self-pay", 0.045, 0.08)]
    [InlineData("payer", "Unknown", 0.025, 0.035)]
    [InlineData("site", "West", 0.12, 0.16)]
    [InlineData("deprivation_quintile", "Q5", 0.16, 0.24)]
    public void Dimension_OfAllModels_HasTheStatedShare(string dimension, string value, double low, double high)
    {
        var rows = SimulatedModel.All.SelectMany(model => SimulatedDays.Encounters(model)).ToList();
        var column = SimulatedDays.Column(dimension);
        (rows.Count(row => column(row) == value) / (double)rows.Count).ShouldBeInRange(low, high);
    }

    [Fact]
    public void Dimensions_GoTogether_AsTheyDoInLife()
    {
        var rows = SimulatedDays.Encounters(SimulatedModel.Readmission);
        double Share(Func<SimulatedRow, bool> among, Func<SimulatedRow, bool> of) => rows.Where(among).Average(row => of(row) ? 1.0 : 0);
        Share(row => row.Ethnicity == "Hispanic or Latino", row => row.Language == "Spanish").ShouldBeGreaterThan(10 * Share(row => row.Ethnicity == "Not Hispanic or Latino", row => row.Language == "Spanish"));
        Share(row => row.Age >= 66, row => row.Payer == "Medicare").ShouldBeGreaterThan(4 * Share(row => row.Age < 60, row => row.Payer == "Medicare"));
        Share(row => row.Race == "Black", row => row.DeprivationQuintile == "Q5").ShouldBeGreaterThan(1.5 * Share(row => row.Race == "White", row => row.DeprivationQuintile == "Q5"));
        Share(row => row.DeprivationQuintile == "Q5" && row.Age < 60, row => row.Payer == "Medicaid").ShouldBeGreaterThan(1.3 * Share(row => row.DeprivationQuintile == "Q1" && row.Age < 60, row => row.Payer == "Medicaid"));
    }

    [Fact]
    public void Patients_OverTheQuarter_RecurWithinAndAcrossModels()
    {
        var readmission = SimulatedDays.Encounters(SimulatedModel.Readmission, -90).Select(row => row.PatientId).ToList();
        var sepsis = SimulatedDays.Encounters(SimulatedModel.Sepsis, -90).Select(row => row.PatientId).ToHashSet();
        (readmission.Distinct().Count() / (double)readmission.Count).ShouldBeInRange(0.6, 0.95);
        readmission.Distinct().Count(sepsis.Contains).ShouldBeGreaterThan(1000);
    }

    [Theory]
    [MemberData(nameof(ModelKeys))]
    public void Scores_OfPatientsWithoutAPlantedFault_AreCalibrated(string key)
    {
        var model = Model(key);
        var faults = PlantedTruths.All.Where(truth => truth.Model == model && truth.Metric is not ("need" or "outcomeKnownRate")).ToList();
        var sound = SimulatedDays.Encounters(model).Where(row => !faults.Exists(truth => SimulatedDays.IsIn(row, truth))).OrderBy(row => row.Score).ToList();
        foreach (var bin in sound.Chunk(sound.Count / 10 + 1))
        {
            var (observed, expected) = (bin.Count(row => row.Outcome), bin.Sum(row => row.Score));
            var standardError = Math.Sqrt(bin.Sum(row => row.Score * (1 - row.Score)));
            // Four standard errors of a bin, and what rounding to the exported decimals may move.
            Math.Abs(observed - expected).ShouldBeLessThan(4 * standardError + 0.0005 * bin.Length, $"scores from {bin[0].Score}");
        }
    }

    [Theory]
    [InlineData("readmission", 0.955, 0.975)]
    [InlineData("sepsis", 0.95, 0.97)]
    [InlineData("icu-mortality", 0.955, 0.975)]
    public void Outcomes_ByMaturity_AreMostlyRecordedAndAFewComeLate(string key, double low, double high)
    {
        var model = Model(key);
        var rows = SimulatedDays.Encounters(model, -730, -301);
        int Lag(SimulatedRow row) => DateOnly.FromDateTime(row.OutcomeRecordedAt!.Value).DayNumber - DateOnly.FromDateTime(row.ScoredAt).DayNumber;
        var recorded = rows.Where(row => row.OutcomeRecordedAt is not null).ToList();
        (recorded.Count(row => Lag(row) <= model.MaturityDays) / (double)rows.Count).ShouldBeInRange(low, high);
        recorded.Count(row => Lag(row) > model.MaturityDays).ShouldBeGreaterThan(0);
        recorded.Max(Lag).ShouldBeInRange(model.MaturityDays + 1, model.LastRecordingLag);
        recorded.Min(Lag).ShouldBeGreaterThan(0);
        (1 - recorded.Count / (double)rows.Count).ShouldBeInRange(0.015, 0.04);
    }

    [Theory]
    [MemberData(nameof(ModelKeys))]
    public void Response_IsGiven_ForMostFlaggedScoresAndForNoOther(string key)
    {
        var model = Model(key);
        var rows = SimulatedDays.On(model, Anchor.AddDays(-5)).Concat(SimulatedDays.On(model, Anchor.AddDays(-6))).ToList();
        rows.Where(row => row.Score < model.Threshold).ShouldAllBe(row => row.Response == null);
        rows.Where(row => row.Score >= model.Threshold).Select(row => row.Response).Distinct().ShouldBe(["accepted", "overridden", null], ignoreOrder: true);
    }

    [Fact]
    public void SepsisScores_OfAnEncounter_AreSeveralAtDifferentTimesOfOneDayWithOneOutcome()
    {
        var day = Anchor.AddDays(-20);
        var encounters = SimulatedDays.On(SimulatedModel.Sepsis, day).GroupBy(row => row.EncounterId).ToList();
        encounters.Average(scores => scores.Count()).ShouldBeInRange(1.9, 2.5);
        foreach (var scores in encounters)
        {
            scores.Select(row => row.ScoredAt).Distinct().Count().ShouldBe(scores.Count());
            scores.ShouldAllBe(row => DateOnly.FromDateTime(row.ScoredAt) == day);
            scores.Select(row => (row.Outcome, row.OutcomeRecordedAt, row.PatientId)).Distinct().Count().ShouldBe(1);
        }
    }

    [Theory]
    [MemberData(nameof(ModelKeys))]
    public void ScoredAt_OnTheDayTheClocksGoForward_ExistsAndStaysOnItsDay(string key)
    {
        var day = new DateOnly(2026, 3, 8);
        var zone = TimeZoneInfo.FindSystemTimeZoneById(SimulatedHospital.Zone);
        zone.IsInvalidTime(day.ToDateTime(new TimeOnly(2, 30))).ShouldBeTrue();
        SimulatedDays.On(Model(key), day).ShouldAllBe(row => !zone.IsInvalidTime(row.ScoredAt) && DateOnly.FromDateTime(row.ScoredAt) == day);
    }

    private static SimulatedModel Model(string key) => SimulatedModel.All.Single(model => model.Key == key);
}
