namespace EquityMonitor.Monitoring.Evidence;

/// <summary>
/// Picks the encounters of one day that count for a form of a rule: those in its denominator whose patient was not in the denominator of the same stream before,
/// within 365 days and since the form began. A rule that compares counts a patient once on both sides together.
/// </summary>
internal sealed class DayFreezer
{
    private readonly PatientLookback _lookback;
    private readonly RuleForm _form;
    private readonly Subsets _subsets;
    private readonly ulong[] _needs;
    private readonly List<int> _before = [];
    private readonly List<ulong> _alike = [];

    /// <exception cref="InvalidOperationException">The rule covers more than 64 dimensions.</exception>
    public DayFreezer(PatientLookback lookback, RuleForm form)
    {
        if (form.Dimensions.Length > 64)
            throw new InvalidOperationException($"The rule '{form.Rule.Key}' covers {form.Dimensions.Length} dimensions; peek-safe evidence takes at most 64. Name fewer of them, or write evidence: interval.");
        _lookback = lookback;
        _form = form;
        _subsets = Subsets.Of(form.Dimensions.Length);
        _needs = Array.ConvertAll(_subsets.Members, member => Bit(member.First) | Bit(member.Second));
    }

    /// <param name="day">Loaded, with the 364 days before it.</param>
    /// <param name="isStepped">Whether a later day was frozen already, so that its encounters came first.</param>
    public FrozenRows Freeze(DateOnly day, Func<DateOnly, bool> isStepped)
    {
        var rows = new List<int>();
        var counted = new List<ulong>();
        var everywhere = true;
        var words = new ulong[_subsets.Words];
        var (first, end) = (_lookback.RowsOf(day).Start.Value, _lookback.RowsOf(day).End.Value);
        for (var row = first; row < end; row++)
        {
            if (!_form.Metric.Counts(_lookback.FactsOf(row)))
                continue;
            FindAlike(row, isStepped);
            if (_alike.Count > 0 && (_form.Compares || !Count(words)))
                continue;
            rows.Add(row);
            if (_form.Compares)
                continue;
            if (_alike.Count == 0)
                Array.Fill(words, ulong.MaxValue);
            everywhere &= _alike.Count == 0;
            counted.AddRange(words);
        }

        return Collect(rows, everywhere ? [] : counted);
    }

    /// <summary>For each earlier encounter of the patient in the denominator, the dimensions on which it had the row's value.</summary>
    private void FindAlike(int row, Func<DateOnly, bool> isStepped)
    {
        _lookback.Before(row, _form.From, isStepped, _before);
        _alike.Clear();
        foreach (var other in _before)
        {
            if (!_form.Metric.Counts(_lookback.FactsOf(other)))
                continue;
            var alike = 0UL;
            for (var index = 0; index < _form.Dimensions.Length; index++)
            {
                if (_lookback.CodeOf(row, _form.Dimensions[index]) == _lookback.CodeOf(other, _form.Dimensions[index]))
                    alike |= Bit(index);
            }

            _alike.Add(alike);
        }
    }

    /// <summary>Sets the bits of the streams that the patient is new to; returns whether there is any.</summary>
    private bool Count(ulong[] words)
    {
        Array.Clear(words);
        var any = false;
        for (var subset = 0; subset < _needs.Length; subset++)
        {
            if (_alike.Exists(alike => (alike & _needs[subset]) == _needs[subset]))
                continue;
            words[subset >> 6] |= 1UL << (subset & 63);
            any = true;
        }

        return any;
    }

    private FrozenRows Collect(List<int> rows, List<ulong> counted)
    {
        var order = Enumerable.Range(0, rows.Count).OrderBy(index => _lookback.OrderOf(rows[index])).ToArray();
        var (values, codes) = (new string[_form.Dimensions.Length][], new ushort[_form.Dimensions.Length][]);
        for (var index = 0; index < codes.Length; index++)
        {
            var dimension = _form.Dimensions[index];
            var names = rows.Select(row => _lookback.ValueOf(dimension, _lookback.CodeOf(row, dimension))).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
            codes[index] = Array.ConvertAll(order, at => (ushort)Array.BinarySearch(names, _lookback.ValueOf(dimension, _lookback.CodeOf(rows[at], dimension)), StringComparer.Ordinal));
            values[index] = names;
        }

        return new FrozenRows
        {
            Columns = Array.ConvertAll(_form.Dimensions, dimension => _form.Definition.Dimensions[dimension].Column),
            Meanings = Array.ConvertAll(_form.Dimensions, dimension => RuleForm.MeaningOf(_form.Definition.Dimensions[dimension])),
            Values = values,
            Codes = codes,
            Counted = counted.Count == 0 ? [] : [.. order.SelectMany(at => counted.GetRange(at * _subsets.Words, _subsets.Words))],
            Success = Array.ConvertAll(order, at => _form.Metric.Succeeds(_lookback.FactsOf(rows[at]))),
            Unlinked = rows.Count(row => !_lookback.IsLinked(row)),
            Score = _form.Metric.NeedsScore ? Array.ConvertAll(order, at => _lookback.ScoreOf(rows[at])) : [],
        };
    }

    private static ulong Bit(int index) => index < 0 ? 0 : 1UL << index;
}
