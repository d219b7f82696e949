using EquityMonitor.Statistics;

namespace EquityMonitor.Web.Features.Evidence.Power;

/// <summary>Why it is not told what could be seen, in words that follow "is not said:".</summary>
/// <param name="Text">Lower-case, without a full stop.</param>
public sealed record PowerReason(string Text)
{
    /// <summary>Nothing can lie past it.</summary>
    public static readonly PowerReason LimitAtTheEnd = new("the limit stands at the end of what the metric can be");

    public static readonly PowerReason Suppressed = new("it rests on figures that are suppressed for your role");

    /// <summary>Of a metric whose uncertainty is its present one.</summary>
    public static readonly PowerReason NoSpread = new("how much the figure varies is not known, since the group has none with an interval now");

    /// <summary>The same of whom the group is held against.</summary>
    public static readonly PowerReason NoReferenceSpread = new("how much the figure of those that the rule compares with varies is not known, since they have none with an interval now");

    public static readonly PowerReason NoExpectedOutcomes = new("the expected number of outcomes is not known");

    public static readonly PowerReason NoReferenceFigure = new("the figure of those that the rule compares with is not known");

    /// <summary>There is nobody to compare with.</summary>
    public static PowerReason Nobody(NotEstimableReason why)
    {
        ArgumentNullException.ThrowIfNull(why);
        return new($"there is nobody to compare with ({why.Text})");
    }

    public override string ToString() => Text;
}
