using System.Diagnostics;
using EquityMonitor.Monitoring.Evidence;

namespace EquityMonitor.Benchmarks.Ledger;

/// <summary>Replays a ledger of two years, from the bytes that its lines hold.</summary>
public static class ReplayBenchmark
{
    private const int Days = 730;
    private const int BaselineDays = 181;

    public static void Run(int encounters, TextWriter output)
    {
        var definition = LargeModel.Definition;
        var lookback = new PatientLookback(definition);
        for (var day = 0; day < Days; day++)
            lookback.Add(LargeModel.FirstDay.AddDays(day), LargeModel.Day(day, encounters));
        var forms = definition.Rules.Select(rule => WithBasis(lookback, new RuleForm(definition, rule, 1, LargeModel.FirstDay, FormBasis.None))).ToArray();
        var freezing = Stopwatch.StartNew();
        var lines = Array.ConvertAll(forms, form => Freeze(lookback, form));
        output.WriteLine($"{Days} days with {encounters} encounters: {lines.Sum(form => form.Count)} lines, {lines.Sum(form => form.Sum(line => line.Rows.Length)) / 1e6:0.0} MB, frozen in {freezing.Elapsed.TotalSeconds:0.00} s");
        for (var repetition = 0; repetition < 4; repetition++)
        {
            var watch = Stopwatch.StartNew();
            var processor = Environment.CpuUsage.TotalTime;
            var streams = new FormStreams[forms.Length];
            var each = new TimeSpan[forms.Length];
            Parallel.For(0, forms.Length, form =>
            {
                var own = Stopwatch.StartNew();
                streams[form] = new FormStreams(forms[form]);
                LedgerReplay.Run(streams[form], lines[form].Select(FrozenDay.Of), [], []);
                each[form] = own.Elapsed;
            });
            output.WriteLine($"replay of {streams.Sum(form => form.Count)} streams in {watch.Elapsed.TotalSeconds:0.000} s, {(Environment.CpuUsage.TotalTime - processor).TotalSeconds:0.000} s of processors ({string.Join(", ", forms.Zip(each, (form, time) => $"{form.Rule.Key} {time.TotalSeconds:0.000}"))})");
        }
    }

    /// <summary>The first half year stands for a baseline, so that streams bet as they would in use.</summary>
    private static RuleForm WithBasis(PatientLookback lookback, RuleForm form)
    {
        var (freezer, dispersion) = (new DayFreezer(lookback, form), new BaselineDispersion(form.Metric.Kind));
        for (var day = 0; day < BaselineDays; day++)
            dispersion.Add(freezer.Freeze(LargeModel.FirstDay.AddDays(day), _ => false));
        return form with { Basis = dispersion.ToBasis() };
    }

    private static List<EvidenceDay> Freeze(PatientLookback lookback, RuleForm form)
    {
        var freezer = new DayFreezer(lookback, form);
        return [.. Enumerable.Range(0, Days).Select(number => LargeModel.FirstDay.AddDays(number)).Select(day => new EvidenceDay
        {
            RuleKey = form.Rule.Key,
            Since = 1,
            Day = day,
            FrozenOn = day.AddDays(30),
            Revision = 1,
            ContentHash = "",
            Streams = 2708,
            Rows = FrozenRowsCodec.Encode(freezer.Freeze(day, _ => false)),
        })];
    }
}
