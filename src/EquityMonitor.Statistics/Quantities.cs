using MathNet.Numerics.Distributions;

namespace EquityMonitor.Statistics;

/// <summary>x/n with Wilson's interval of x/deff and n/deff; its inverse is the score test, z = (p - m)/sqrt(m(1-m)/n).</summary>
internal sealed record ProportionQuantity(double X, double N) : Quantity(X / N)
{
    public double EffectiveX => X / DesignEffect;

    public double EffectiveN => N / DesignEffect;

    public override Interval At(double z) => Wilson.Interval(EffectiveX, EffectiveN, z);

    public override double Touching(double limit)
    {
        var difference = Value - limit;
        return limit is > 0 and < 1
            ? difference / Math.Sqrt(limit * (1 - limit) / EffectiveN)
            : difference switch { > 0 => double.PositiveInfinity, < 0 => double.NegativeInfinity, _ => 0 };
    }
}

/// <summary>Value -+ z * standard error, cut at the ends of the range that is possible.</summary>
internal sealed record NormalQuantity(double Value, double Error, double Lowest = double.NegativeInfinity, double Highest = double.PositiveInfinity)
    : Quantity(Value)
{
    public override Interval At(double z) =>
        new(Math.Clamp(Value - (z * Error), Lowest, Highest), Math.Clamp(Value + (z * Error), Lowest, Highest));

    public override double Touching(double limit) => (Value - limit) / Error;
}

/// <summary>A mean of few values: value -+ t * standard error, t the quantile of Student's distribution that leaves as much in its tails as z does in the normal one's.</summary>
internal sealed record StudentQuantity(double Value, double Error, long Degrees) : Quantity(Value)
{
    public override Interval At(double z)
    {
        var t = -StudentT.InvCDF(0, 1, Degrees, StandardNormal.Below(-z));
        return new Interval(Value - (t * Error), Value + (t * Error));
    }

    public override double Touching(double limit)
    {
        var t = (Value - limit) / Error;
        return -Math.Sign(t) * StandardNormal.Quantile(StudentT.CDF(0, 1, Degrees, -Math.Abs(t)));
    }
}

/// <summary>AUROC, symmetric on the logit scale: logit(A) -+ z * SE / (A(1-A)).</summary>
internal sealed record LogitQuantity(double Value, double Error) : Quantity(Value)
{
    private double LogitError => Error / (Value * (1 - Value));

    public override Interval At(double z) => new(Expit(Logit(Value) - (z * LogitError)), Expit(Logit(Value) + (z * LogitError)));

    public override double Touching(double limit) => limit switch
    {
        <= 0 => double.PositiveInfinity,
        >= 1 => double.NegativeInfinity,
        _ => (Logit(Value) - Logit(limit)) / LogitError,
    };

    private static double Logit(double p) => Math.Log(p / (1 - p));

    private static double Expit(double x) => 1 / (1 + Math.Exp(-x));
}

/// <summary>A strictly monotone function of another quantity: its interval is the other's, transformed.</summary>
internal sealed record TransformedQuantity(Quantity Inner, Func<double, double> Forward, Func<double, double> Inverse, bool Rising) : Quantity(Forward(Inner.Value))
{
    public override Interval At(double z)
    {
        var inner = Inner.At(z);
        double? low = Transform(inner.Low), high = Transform(inner.High);
        return Rising ? new Interval(low, high) : new Interval(high, low);
    }

    public override double Touching(double limit) => Rising ? Inner.Touching(Inverse(limit)) : -Inner.Touching(Inverse(limit));

    private double? Transform(double? limit) => limit is { } value && Forward(value) is var transformed && double.IsFinite(transformed) ? transformed : null;
}

/// <summary>An interval without a closed inverse: the z at which its bound touches a limit is found by bisection.</summary>
internal abstract record BisectedQuantity(double Value) : Quantity(Value)
{
    /// <summary>Beyond this z every p-value is 0 in a double.</summary>
    private const double Widest = 40;

    public override double Touching(double limit)
    {
        if (Value == limit)
            return 0;
        var above = Value > limit;
        bool Reaches(double z) => above ? At(z).Low <= limit : At(z).High >= limit;
        if (!Reaches(Widest))
            return above ? double.PositiveInfinity : double.NegativeInfinity;
        double low = 0, high = Widest;
        for (var middle = 0.5 * (low + high); middle > low && middle < high; middle = 0.5 * (low + high))
        {
            if (Reaches(middle))
                high = middle;
            else
                low = middle;
        }

        return above ? high : -high;
    }
}

/// <summary>The difference of two proportions with Newcombe's interval.</summary>
internal sealed record DifferenceQuantity(ProportionQuantity First, ProportionQuantity Second) : BisectedQuantity(First.Value - Second.Value)
{
    public override Interval At(double z) => Newcombe.Difference(First.EffectiveX, First.EffectiveN, Second.EffectiveX, Second.EffectiveN, z);
}

/// <summary>
/// The mean of two independent quantities by MOVER: m - sqrt((v1-l1)^2 + (v2-l2)^2)/2 and m + sqrt((u1-v1)^2 + (u2-v2)^2)/2 (Zou and Donner 2008).
/// </summary>
internal sealed record HalfSumQuantity(Quantity First, Quantity Second) : BisectedQuantity((First.Value + Second.Value) / 2)
{
    public override Interval At(double z)
    {
        Interval first = First.At(z), second = Second.At(z);
        return new Interval(
            Value - (Norm(First.Value - first.Low!.Value, Second.Value - second.Low!.Value) / 2),
            Value + (Norm(first.High!.Value - First.Value, second.High!.Value - Second.Value) / 2));
    }

    private static double Norm(double a, double b) => Math.Sqrt((a * a) + (b * b));
}

/// <summary>The ratio of two proportions, not both 0, with the score interval; its inverse is the score statistic itself. Infinite where the second is 0.</summary>
internal sealed record RatioQuantity(ProportionQuantity First, ProportionQuantity Second) : Quantity(First.Value / Second.Value)
{
    public override Interval At(double z) =>
        Koopman.Ratio(First.EffectiveX, First.EffectiveN, Second.EffectiveX, Second.EffectiveN, z).Value;

    public override double Touching(double limit) => limit switch
    {
        <= 0 => Value > limit ? double.PositiveInfinity : 0,
        double.PositiveInfinity => double.NegativeInfinity,
        _ => Koopman.Score(First.EffectiveX, First.EffectiveN, Second.EffectiveX, Second.EffectiveN, limit),
    };
}

/// <summary>The ratio of two proportions, both above 0, with Katz's interval: symmetric on the log scale.</summary>
internal sealed record LogRatioQuantity(ProportionQuantity First, ProportionQuantity Second) : Quantity(First.Value / Second.Value)
{
    public override Interval At(double z) =>
        Katz.Ratio(First.EffectiveX, First.EffectiveN, Second.EffectiveX, Second.EffectiveN, z).Value;

    public override double Touching(double limit) => limit <= 0 ? double.PositiveInfinity : Math.Log(Value / limit) / Math.Log(At(1).High!.Value / Value);
}
