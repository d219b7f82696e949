using EquityMonitor.Statistics;

namespace EquityMonitor.Reporting.Words;

/// <summary>What patients who were seen several times do to an interval. Encounters of one patient are alike, so that they tell less than as many of different patients.</summary>
public static class RepeatWords
{
    private const int Digits = 3;

    /// <summary>"Some patients were seen several times: the interval is as wide as that of about 44,000 separate patients."; null where it makes no difference.</summary>
    public static string? Sentence(Metric metric, Estimate.Measured figure) =>
        Separate(figure) is { } count ? $"Some patients were seen several times: the interval is as wide as that of about {Words(metric, count)}." : null;

    /// <summary>"about 44,000 separate patients with the outcome in place of 51,210 encounters", for a list; null where it makes no difference.</summary>
    public static string? Share(Metric metric, Estimate.Measured figure)
    {
        ArgumentNullException.ThrowIfNull(metric);
        return Separate(figure) is { } count ? $"{MetricWords.Of(metric).InSentence}, as of about {Words(metric, count)}, not {Formats.Count(figure.Denominator)}" : null;
    }

    /// <summary>"Some patients were seen several times, which makes the limits about 6 % wider."; null where that is under one percent. Of differences, which rest on two sides.</summary>
    public static string? Wider(Estimate.Measured difference)
    {
        ArgumentNullException.ThrowIfNull(difference);
        var wider = Math.Sqrt(difference.DesignEffect) - 1;
        return IsWidened(difference) && wider >= 0.01 ? $"Some patients were seen several times, which makes the limits about {Formats.Percent(wider)} wider." : null;
    }

    /// <summary>The number of patients seen once whose figure would be as sure; null where nobody was seen several times, or it makes no difference.</summary>
    public static double? Separate(Estimate.Measured figure)
    {
        ArgumentNullException.ThrowIfNull(figure);
        if (!IsWidened(figure))
            return null;
        var count = Rounded(figure.Denominator / figure.DesignEffect);
        return count < Math.Round(figure.Denominator) ? count : null;
    }

    /// <summary>A variance between n patients who came once each has the factor n / (n - 1) already, which says nothing of repeats.</summary>
    private static bool IsWidened(Estimate.Measured figure) => figure is { Interval: not null, DesignEffect: > 1, Denominator: > 1 } && figure.DesignEffect > figure.Denominator / (figure.Denominator - 1) * (1 + 1e-9);

    /// <summary>Observed over expected counts events, not patients.</summary>
    private static string Words(Metric metric, double count)
    {
        ArgumentNullException.ThrowIfNull(metric);
        return metric == Metric.ObservedExpected ? $"{Formats.Count(count)} expected events of separate patients" : $"{Formats.Count(count)} separate patients {MetricWords.Of(metric).Denominator}";
    }

    /// <summary>More digits would feign that the design effect is known that well.</summary>
    private static double Rounded(double count)
    {
        if (count < 1)
            return 1;
        var unit = Math.Pow(10, Math.Max(0, Math.Floor(Math.Log10(count)) + 1 - Digits));
        return Math.Round(count / unit) * unit;
    }
}
