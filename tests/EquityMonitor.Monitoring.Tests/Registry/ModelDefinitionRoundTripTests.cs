using System.Text.Json;
using System.Text.Json.Serialization;
using CsCheck;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Statistics;

namespace EquityMonitor.Monitoring.Tests.Registry;

public sealed class ModelDefinitionRoundTripTests
{
    private static readonly JsonSerializerOptions Structure = new() { WriteIndented = true, Converters = { new ZoneConverter(), new MetricConverter(), new ByRuntimeType<Limit>(), new ByRuntimeType<Reference>() } };

    [Fact]
    public void Write_FullDefinition_IsReadBackEqual() => ShouldRoundTrip(Definitions.Parsed());

    [Fact]
    public void Write_WhatGapsAreStandardisedBy_IsReadBackEqual()
    {
        ShouldRoundTrip(Definitions.Parsed() with { StandardiseBy = ["age", "site"] });
        ShouldRoundTrip(Definitions.Parsed() with { StandardiseBy = [] });
        ModelDefinitionYaml.Write(Definitions.Parsed()).ShouldNotContain("standardiseBy");
    }

    [Theory]
    [InlineData(0.8)]
    [InlineData(0.95)]
    [InlineData(0.975)]
    [InlineData(0.999)]
    public void Write_LevelOfIntervals_IsReadBackEqual(double level)
    {
        var definition = Definitions.Parsed() with { Confidence = ConfidenceLevel.Of(level) };

        ShouldRoundTrip(definition);
        ModelDefinitionYaml.Parse(ModelDefinitionYaml.Write(definition), "f", DefinitionUse.Monitoring).Definition!.Confidence.ShouldBe(definition.Confidence);
        ModelDefinitionYaml.Write(definition).ShouldContain(FormattableString.Invariant($"confidence: {level}\n"));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("yes")]
    [InlineData("007")]
    [InlineData("1e3")]
    [InlineData("2026-07-01")]
    [InlineData("a: b # c")]
    [InlineData("\"quoted\" and 'quoted' \\ back")]
    [InlineData("- item, [list] {group}")]
    [InlineData("Größe über ß, 日本語, 🙂")]
    [InlineData("first line\nsecond line\n\n  fourth")]
    [InlineData("*alias &anchor !tag %directive @at `tick`")]
    [InlineData("tab\there")]
    public void Write_DifficultTexts_AreReadBackEqual(string text)
    {
        var definition = Definitions.Parsed();
        ShouldRoundTrip(definition with
        {
            Name = text,
            Version = text,
            Purpose = text,
            Owner = text,
            Need = text,
            Rules = [definition.Rules[0] with { Justification = new(string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), new(2026, 1, 15)) }, .. definition.Rules.Skip(1)],
            Dimensions = [new(text, text, [], ["a", text]), new("age", "Age", [0.5, 1.5, 1e6], []), .. definition.Dimensions.Where(dimension => dimension.Column is "race" or "language")],
            Training = new Dictionary<string, IReadOnlyDictionary<string, double>> { [text] = new Dictionary<string, double> { [text] = 0.1 } },
            Source = definition.Source! with { Query = $"SELECT *, '{text.Replace("'", "''")}'\nFROM t\nWHERE scored_at >= @from\n  AND scored_at < @to" },
        });
    }

    [Fact]
    public void Write_AnyPurpose_IsReadBackEqual() =>
        Gen.String[Gen.Char[' ', '~'], 1, 60].Where(text => text.Trim() == text && text.Length > 0).Sample(
            purpose => ModelDefinitionYaml.Parse(ModelDefinitionYaml.Write(Definitions.Parsed() with { Purpose = purpose }), "f", DefinitionUse.Monitoring).Definition!.Purpose == purpose,
            iter: 300,
            seed: "0N0XIzNsQ0O2");

    [Fact]
    public void Write_AuditDefinition_IsReadBackEqual()
    {
        var definition = Definitions.Parsed() with
        {
            Score = new("s", ScoreKind.Points, -1.5, 20),
            Threshold = 5,
            Time = null,
            Source = null,
            ChangedAt = null,
            Windows = [],
            Rules = [],
            PerEncounter = PerEncounter.Highest,
            Effective = new(2026, 1, 2),
        };
        var text = ModelDefinitionYaml.Write(definition);
        Json(Definitions.Parsed(text, DefinitionUse.FileAudit)).ShouldBe(Json(definition), text);
    }

    private static void ShouldRoundTrip(ModelDefinition definition)
    {
        var text = ModelDefinitionYaml.Write(definition);
        var result = ModelDefinitionYaml.Parse(text, "f", DefinitionUse.Monitoring);
        result.Problems.ShouldBeEmpty(text);
        Json(result.Definition!).ShouldBe(Json(definition), text);
        ModelDefinitionHash.Of(result.Definition!).ShouldBe(ModelDefinitionHash.Of(definition));
    }

    private static string Json(ModelDefinition definition) => JsonSerializer.Serialize(definition, Structure);

    private sealed class ZoneConverter : JsonConverter<TimeZoneInfo>
    {
        public override TimeZoneInfo Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, TimeZoneInfo value, JsonSerializerOptions options) => writer.WriteStringValue(value.Id);
    }

    private sealed class MetricConverter : JsonConverter<Metric>
    {
        public override Metric Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, Metric value, JsonSerializerOptions options) => writer.WriteStringValue(value.Key);
    }

    private sealed class ByRuntimeType<T> : JsonConverter<T>
        where T : class
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(value.GetType().Name + JsonSerializer.Serialize(value, value.GetType()));
    }
}
