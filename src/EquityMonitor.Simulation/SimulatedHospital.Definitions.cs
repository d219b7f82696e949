using System.Globalization;

namespace EquityMonitor.Simulation;

public sealed partial class SimulatedHospital
{
    /// <summary>Name of the connection string that the definitions refer to.</summary>
    public const string ConnectionName = "Hospital";

    /// <summary>Days before the anchor from which alerts open, so that the demo shows open alerts with a history.</summary>
    public const int AlertDays = 120;

    private const int BaselineDays = 182;

    /// <summary>Days before the first encounter on which the rules were agreed: nobody had seen a figure.</summary>
    private const int AgreedBefore = 28;

    /// <summary>The model definitions that the hospital would write: file name -> YAML text.</summary>
    /// <param name="anchor">Anchor of the source.</param>
    /// <param name="days">Days of the source before its anchor; the baseline is the first half year of them.</param>
    public static IReadOnlyDictionary<string, string> Definitions(DateOnly anchor, int days = 730)
    {
        var first = anchor.AddDays(-days);
        return SimulatedModel.All.ToDictionary(model => model.Key + ".yaml", model => Read(model.Key + ".yaml")
            .Replace("{baselineFrom}", SourceSchema.Text(first), StringComparison.Ordinal)
            .Replace("{baselineTo}", SourceSchema.Text(first.AddDays(BaselineDays - 1)), StringComparison.Ordinal)
            .Replace("{agreedOn}", SourceSchema.Text(first.AddDays(-AgreedBefore)), StringComparison.Ordinal)
            .Replace("{alertsFrom}", SourceSchema.Text(anchor.AddDays(-AlertDays)), StringComparison.Ordinal)
            .Replace("{threshold}", model.Threshold.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("{maturityDays}", model.MaturityDays.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal), StringComparer.Ordinal);
    }

    private static string Read(string name)
    {
        using var stream = typeof(SimulatedHospital).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The resource {name} is missing from the assembly.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
