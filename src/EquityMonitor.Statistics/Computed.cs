using System.Diagnostics.CodeAnalysis;

namespace EquityMonitor.Statistics;

/// <summary>What a kernel computed, or why there is nothing to compute: for results that are more than one number with an interval (<see cref="Estimate"/> is for those).</summary>
/// <typeparam name="T">The result.</typeparam>
public readonly record struct Computed<T>
    where T : notnull
{
    private readonly T? _value;
    private readonly NotEstimableReason? _reason;
    private readonly bool _isKnown;

    private Computed(T? value, NotEstimableReason? reason, bool isKnown) => (_value, _reason, _isKnown) = (value, reason, isKnown);

    /// <summary>Why there is no value; null where there is one.</summary>
    public NotEstimableReason? Reason => _isKnown ? null : _reason ?? NotEstimableReason.NoEvaluableEncounters;

    /// <exception cref="InvalidOperationException">There is none.</exception>
    public T Value => _isKnown ? _value! : throw new InvalidOperationException($"There is no value: {Reason}.");

    public static Computed<T> Of(T value) => new(value, null, true);

    /// <summary>The value, or what stands in for it.</summary>
    public T Or(T other) => _isKnown ? _value! : other;

    /// <summary>What follows from the value; without one, the same reason.</summary>
    public Computed<TOther> Select<TOther>(Func<T, TOther> next)
        where TOther : notnull
    {
        ArgumentNullException.ThrowIfNull(next);
        return _isKnown ? next(_value!) : Reason!;
    }

    public bool TryGet([MaybeNullWhen(false)] out T value)
    {
        value = _value;
        return _isKnown;
    }

    public static implicit operator Computed<T>(T value) => Of(value);

    public static implicit operator Computed<T>(NotEstimableReason reason) => new(default, reason, false);
}

/// <summary>For those who hand a result on where only a number or nothing has a place.</summary>
public static class ComputedNumbers
{
    public static T? OrNull<T>(this Computed<T> computed)
        where T : struct => computed.TryGet(out var value) ? value : null;
}
