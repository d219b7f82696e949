using System.Globalization;

namespace EquityMonitor.Simulation;

/// <summary>The people whom the simulated hospital serves: race with ethnicity, language with ethnicity, deprivation with race, payer with age, deprivation and language.</summary>
internal sealed class PatientPopulation
{
    public const int Size = 50_000;

    private const int Stream = 1;

    public static readonly string[] Sites = ["Main", "North", "South", "West"];
    public static readonly double[] SiteShares = [0.42, 0.24, 0.20, 0.14];

    private static readonly string[] Races = ["White", "Black", "Asian", "American Indian or Alaska Native", "Other"];
    private static readonly double[] RaceShares = [0.575, 0.22, 0.06, 0.01, 0.135];
    private static readonly double[] HispanicShareByRace = [0.16, 0.03, 0.01, 0.20, 0.68];

    private static readonly string[] Quintiles = ["Q1", "Q2", "Q3", "Q4", "Q5"];
    private static readonly double[] QuintilesWhite = [0.24, 0.23, 0.21, 0.18, 0.14];
    private static readonly double[] QuintilesBlack = [0.09, 0.13, 0.19, 0.27, 0.32];
    private static readonly double[] QuintilesAsian = [0.27, 0.24, 0.21, 0.16, 0.12];
    private static readonly double[] QuintilesHispanic = [0.11, 0.16, 0.21, 0.26, 0.26];

    private readonly Patient[] _patients = new Patient[Size];

    public PatientPopulation(long seed)
    {
        for (var i = 0; i < Size; i++)
        {
            var random = new RandomStream(seed, Stream, 0, i);
            _patients[i] = Draw("P" + (100_000 + i).ToString(CultureInfo.InvariantCulture), ref random);
        }
    }

    /// <summary>Someone who comes today. A minority of the people makes up much of the work, as in a real hospital.</summary>
    public Patient Pick(ref RandomStream random)
    {
        var u = random.Uniform();
        return _patients[(int)(Size * u * Math.Sqrt(u))];
    }

    private static Patient Draw(string id, ref RandomStream random)
    {
        var race = random.Pick(RaceShares);
        var hispanic = random.Chance(HispanicShareByRace[race]);
        var age = DrawAge(hispanic, ref random);
        var quintile = random.Pick(hispanic ? QuintilesHispanic : race switch { 1 => QuintilesBlack, 2 => QuintilesAsian, _ => QuintilesWhite });
        var language = DrawLanguage(race, hispanic, ref random);
        var payer = DrawPayer(age, quintile, language == "Spanish", ref random);
        var sex = random.Pick([0.519, 0.478, 0.003]);
        var frailty = random.Normal();
        var needFactor = PlantedTruths.NeedFactor(Races[race]);
        return new Patient(id)
        {
            Race = Missing(Races[race], 0.02, ref random),
            Ethnicity = Missing(hispanic ? "Hispanic or Latino" : "Not Hispanic or Latino", 0.02, ref random),
            Sex = sex switch { 0 => "Female", 1 => "Male", _ => null },
            Language = Missing(language, 0.01, ref random),
            Payer = payer,
            HomeSite = DrawSite(quintile, ref random),
            DeprivationQuintile = random.Chance(0.01) ? null : Quintiles[quintile],
            AgeAtAnchor = age,
            Frailty = frailty,
            ChronicConditions = Math.Min(15, random.Poisson(Math.Exp(0.75 + 0.45 * frailty + 0.008 * (age - 60)) * needFactor)),
        };
    }

    /// <summary>A field that was not entered: null as often as blank, as exports have it.</summary>
    private static string? Missing(string value, double probability, ref RandomStream random)
    {
        var u = random.Uniform();
        return u >= probability ? value : u < probability / 2 ? null : "";
    }

    private static double DrawAge(bool hispanic, ref RandomStream random)
    {
        var band = random.Pick(hispanic ? [0.40, 0.33, 0.27] : [0.27, 0.31, 0.42]);
        return band switch
        {
            0 => random.Uniform(20.5, 45),
            1 => random.Uniform(45, 65),
            _ => 65 + 30 * Math.Pow(random.Uniform(), 1.3),
        };
    }

    private static string DrawLanguage(int race, bool hispanic, ref RandomStream random)
    {
        var u = random.Uniform();
        if (hispanic) return u < 0.31 ? "Spanish" : u < 0.315 ? "Other" : "English";
        if (race == 2) return u < 0.14 ? "Mandarin" : u < 0.24 ? "Vietnamese" : u < 0.38 ? "Other" : "English";
        return u < 0.004 ? "Spanish" : u < 0.025 ? "Other" : "English";
    }

    private static string DrawPayer(double age, int quintile, bool spanish, ref RandomStream random)
    {
        var medicaid = 0.7 + 0.2 * quintile;
        var uninsured = (spanish ? 1.5 : 1) * (0.7 + 0.15 * quintile);
        var payer = age >= 65
            ? random.Pick([0.87, 0.08, 0.04 * medicaid, 0.01 * uninsured])
            : random.Pick([0.09, 0.57 - 0.04 * quintile, 0.22 * medicaid, 0.095 * uninsured]);
        return payer switch { 0 => "Medicare", 1 => "Commercial", 2 => "Medicaid", _ => "Self-pay" };
    }

    private static string DrawSite(int quintile, ref RandomStream random)
    {
        var deprived = (quintile - 2) * 0.03;
        return Sites[random.Pick([SiteShares[0] + deprived, SiteShares[1] - 2 * deprived, SiteShares[2] + deprived, SiteShares[3]])];
    }
}
