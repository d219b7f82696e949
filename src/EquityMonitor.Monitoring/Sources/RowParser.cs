using System.Data.Common;
using EquityMonitor.Monitoring.Registry;

namespace EquityMonitor.Monitoring.Sources;

/// <summary>Reads rows of a result as the definition declares them. One parser serves one result.</summary>
internal sealed class RowParser
{
    private readonly ModelDefinition _definition;
    private readonly DbDataReader _reader;
    private readonly DayClock? _clock;
    private readonly DateTime _now;
    private readonly bool _timeIsInstant;
    private readonly int _score;
    private readonly int _outcome;
    private readonly int _encounter;
    private readonly int? _time;
    private readonly int? _patient;
    private readonly int? _response;
    private readonly int? _need;
    private readonly (int Ordinal, DimensionColumn Column)[] _dimensions;
    private readonly HashSet<string> _accepted;
    private readonly HashSet<string> _overridden;

    /// <param name="isInstant">Whether the database says of a column that it holds instants.</param>
    /// <param name="limitValues">Refuse a dimension with too many values; off for files, which an analyst looks at once.</param>
    /// <exception cref="SourceException">A column is not there.</exception>
    public RowParser(ModelDefinition definition, DbDataReader reader, Func<DbDataReader, int, bool> isInstant, bool limitValues, TimeProvider time)
    {
        _definition = definition;
        _reader = reader;
        var layout = RowLayout.Of(reader);
        _score = layout.Find(definition.Score.Column, "score");
        _outcome = layout.Find(definition.Outcome.Column, "outcome");
        _encounter = layout.Find(definition.Encounter, "encounter");
        _time = layout.Find(definition.Time?.Column, "time", optional: true);
        _patient = layout.Find(definition.Patient, "patient", optional: true);
        _response = layout.Find(definition.Response?.Column, "response", optional: true);
        _need = layout.Find(definition.Need, "need", optional: true);
        _dimensions = [.. definition.Dimensions.Select(dimension => (layout.Find(dimension.Column, "dimension"), new DimensionColumn(dimension, limitValues)))];
        _accepted = definition.Response?.Accepted.ToHashSet(StringComparer.Ordinal) ?? [];
        _overridden = definition.Response?.Overridden.ToHashSet(StringComparer.Ordinal) ?? [];
        if (definition.Time is not { } declared)
            return;
        _timeIsInstant = isInstant(reader, _time!.Value);
        _clock = new DayClock(declared.Zone);
        var utc = time.GetUtcNow();
        _now = declared.Kind == TimeKind.Local ? TimeZoneInfo.ConvertTime(utc, declared.Zone).DateTime : utc.UtcDateTime;
    }

    /// <summary>The present row of the reader.</summary>
    /// <exception cref="SourceException">The time contradicts time.kind, or a dimension has too many values.</exception>
    public SourceRow Parse()
    {
        EncounterTime? time = null;
        if (_time is { } timeOrdinal)
        {
            var cell = _reader.GetValue(timeOrdinal);
            if (FieldValue.IsMissing(cell))
                return SourceRow.Bad(null, RejectionReason.TimeMissing, _definition.Time!.Column);
            if (!SourceTime.TryRead(cell, _timeIsInstant, out var read))
                return SourceRow.Bad(null, RejectionReason.TimeNotATime, _definition.Time!.Column);
            time = read.In(_definition.Time!, _clock!);
            if (read.Clock > _now)
                return SourceRow.Bad(time.Value.Day, RejectionReason.TimeInFuture, _definition.Time!.Column);
        }

        var encounter = _reader.GetValue(_encounter);
        if (FieldValue.IsMissing(encounter))
            return SourceRow.Bad(time?.Day, RejectionReason.EncounterMissing, _definition.Encounter);
        if (Score(out var score) is { } scoreProblem)
            return SourceRow.Bad(time?.Day, scoreProblem, _definition.Score.Column);
        byte? outcome = null;
        if (_reader.GetValue(_outcome) is var outcomeCell && !FieldValue.IsMissing(outcomeCell))
        {
            if (!FieldValue.TryOutcome(outcomeCell, out var known))
                return SourceRow.Bad(time?.Day, RejectionReason.OutcomeInvalid, _definition.Outcome.Column);
            outcome = known;
        }

        double? need = null;
        if (_need is { } needOrdinal && _reader.GetValue(needOrdinal) is var needCell && !FieldValue.IsMissing(needCell))
        {
            if (!FieldValue.TryNumber(needCell, out var number))
                return SourceRow.Bad(time?.Day, RejectionReason.NeedNotANumber, _definition.Need!);
            need = number;
        }

        return SourceRow.Valid(new ScoredEncounter
        {
            Time = time,
            Encounter = FieldValue.Text(encounter),
            Patient = _patient is { } patient && _reader.GetValue(patient) is var id && !FieldValue.IsMissing(id) ? FieldValue.Text(id) : null,
            Score = score,
            Outcome = outcome,
            Response = ReadResponse(),
            Need = need,
            Values = Values(),
        });
    }

    private RejectionReason? Score(out double score)
    {
        score = 0;
        var cell = _reader.GetValue(_score);
        if (FieldValue.IsMissing(cell))
            return RejectionReason.ScoreMissing;
        if (!FieldValue.TryNumber(cell, out score))
            return RejectionReason.ScoreNotANumber;
        return score < _definition.Score.Min || score > _definition.Score.Max ? RejectionReason.ScoreOutOfRange : null;
    }

    private Response ReadResponse()
    {
        if (_response is not { } ordinal || _reader.GetValue(ordinal) is var cell && FieldValue.IsMissing(cell))
            return Response.None;
        var text = FieldValue.Text(cell);
        return _accepted.Contains(text) ? Response.Accepted : _overridden.Contains(text) ? Response.Overridden : Response.None;
    }

    private string[] Values()
    {
        var values = new string[_dimensions.Length];
        for (var i = 0; i < values.Length; i++)
            values[i] = _dimensions[i].Column.Value(_reader.GetValue(_dimensions[i].Ordinal));
        return values;
    }
}
