using System.Reflection;
using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Statistics;

namespace EquityMonitor.Monitoring.Tests.Database;

/// <summary>Points whose every property has a value of its own, found by reflection: a new property is covered without anyone thinking of it.</summary>
internal static class Points
{
    public static EvaluationPoint Filled(int seed)
    {
        var point = new EvaluationPoint();
        foreach (var property in Properties)
            property.SetValue(point, Value(property.PropertyType, ++seed));
        return point;
    }

    /// <summary>As <see cref="Filled"/>, with null wherever null is allowed.</summary>
    public static EvaluationPoint Bare(int seed)
    {
        var point = Filled(seed);
        var nullability = new NullabilityInfoContext();
        foreach (var property in Properties.Where(property => nullability.Create(property).WriteState == NullabilityState.Nullable))
            property.SetValue(point, null);
        return point;
    }

    public static void ShouldBeEqual(EvaluationPoint actual, EvaluationPoint expected)
    {
        foreach (var property in Properties)
            property.GetValue(actual).ShouldBe(property.GetValue(expected), property.Name);
    }

    private static PropertyInfo[] Properties => [.. typeof(EvaluationPoint).GetProperties().Where(property => property.CanWrite)];

    private static object Value(Type type, int seed) => (Nullable.GetUnderlyingType(type) ?? type) switch
    {
        var t when t == typeof(int) => seed,
        var t when t == typeof(long) => (1L << 40) + seed,
        var t when t == typeof(double) => 1.0 / seed,
        var t when t == typeof(DateOnly) => new DateOnly(2026, 2, 28).AddDays(seed),

        // Half of the variances undefined: each null must come back as null.
        var t when t == typeof(ClusterVariances) => new ClusterVariances { FlagRate = 0.1 / seed, Sensitivity = 0.2 / seed, Npv = 0.3, Jaccard = 1e-12, Auroc = 0.4 / seed },
        var t when t == typeof(CalibrationResult) => new CalibrationResult(
            new CalibrationFit.Found(0.1 / seed, 0.2 / seed, seed % 2 == 0 ? null : 1.1), new CalibrationFit.None(NotEstimableReason.ScoresSeparateOutcomes)),
        var t => throw new NotSupportedException($"Say here what a filled {t.Name} is."),
    };
}
