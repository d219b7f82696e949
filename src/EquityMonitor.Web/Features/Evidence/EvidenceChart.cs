using System.Globalization;
using EquityMonitor.Monitoring.Evidence;
using EquityMonitor.Reporting.Words;
using EquityMonitor.Web.Charts;
using EquityMonitor.Web.Components.Theme;
using Plotly.Blazor;
using Plotly.Blazor.LayoutLib;
using Plotly.Blazor.Traces;
using Plotly.Blazor.Traces.ScatterLib;
using Line = Plotly.Blazor.Traces.ScatterLib.Line;
using Margin = Plotly.Blazor.LayoutLib.Margin;

namespace EquityMonitor.Web.Features.Evidence;

/// <summary>From the course of evidence to traces and layout; pure. Powers of ten stand at equal distances: evidence grows by multiplication.</summary>
public static class EvidenceChart
{
    public const string Watching = "Evidence that the limit is broken";
    public const string Recovering = "Evidence that the limit is met again";
    public const string AlarmLine = "Alarm";
    public const string RecoveryLine = "Recovered";
    public const string Alarms = "Alarm raised";
    public const string Recoveries = "Recovered on";

    /// <summary>A tenth of the start: whatever is less speaks for a limit that is met just as well.</summary>
    private const double Least = -1;

    public static TrendChart Build(EvidenceCourse course, ThemeColours colours)
    {
        ArgumentNullException.ThrowIfNull(course);
        ArgumentNullException.ThrowIfNull(colours);
        if (course.Moments.Count == 0)
            return new TrendChart([], new Layout());
        var days = (First: Earliest(course), Last: course.Moments[^1].At.AddDays(1));
        var recovers = course.Moments.Any(moment => moment.Step.Phase == EvidencePhase.Recovering);
        ITrace?[] traces =
        [
            Level(AlarmLine, course.AlarmAt, days.First, days.Last, colours.Below),
            recovers ? RecoveryLevel(course, colours.Meets) : null,
            Curve(course, EvidencePhase.Watching, Watching, colours.Text),
            recovers ? Curve(course, EvidencePhase.Recovering, Recovering, colours.Meets) : null,
            Marks(course, EvidenceEvent.Alarm, Alarms, Plotly.Blazor.Traces.ScatterLib.MarkerLib.SymbolEnum.TriangleDown, colours.Below),
            Marks(course, EvidenceEvent.Recovery, Recoveries, Plotly.Blazor.Traces.ScatterLib.MarkerLib.SymbolEnum.Circle, colours.Meets),
        ];
        return new TrendChart([.. traces.OfType<ITrace>()], Frame(course, days, colours));
    }

    /// <summary>The day of onset may lie before the first step that is shown.</summary>
    private static DateOnly Earliest(EvidenceCourse course)
    {
        var first = course.Moments[0].At;
        var onset = course.OnsetRange?.From ?? course.OnsetDay ?? first;
        return onset < first ? onset : first;
    }

    private static double Height(double times) => Math.Round(Math.Max(times > 0 ? Math.Log10(times) : Least, Least), 4);

    /// <summary>One line through its phase, broken where the other phase was on or the evidence began anew.</summary>
    private static Scatter Curve(EvidenceCourse course, EvidencePhase phase, string name, string colour)
    {
        List<object> across = [], up = [];
        List<string> hover = [];
        EvidenceMoment? before = null;
        foreach (var moment in course.Moments)
        {
            if (moment.Step.Phase == phase)
            {
                if (before is { } previous && across.Count > 0 && (previous.Step.Phase != phase || previous.Step.Event != EvidenceEvent.None))
                {
                    across.Add(Drawing.Day(moment.At));
                    up.Add(null!);
                    hover.Add(string.Empty);
                }

                across.Add(Drawing.Day(moment.At));
                up.Add(Height(moment.Times));
                hover.Add(Drawing.Escaped(Words(course, moment)));
            }

            before = moment;
        }

        // A phase of one step has no line to be seen by.
        return new Scatter
        {
            Name = name,
            X = across,
            Y = up,
            Mode = across.Count == 1 ? ModeFlag.Markers : ModeFlag.Lines,
            ConnectGaps = false,
            Line = new Line { Color = colour, Width = 2, Shape = Plotly.Blazor.Traces.ScatterLib.LineLib.ShapeEnum.Hv },
            Marker = new Marker { Color = colour, Size = 5 },
            HoverTextArray = hover,
            HoverTemplate = $"<b>{name}</b><br>%{{hovertext}}<extra></extra>",
            ShowLegend = false,
        };
    }

    private static Scatter Level(string name, double times, DateOnly first, DateOnly last, string colour) => new()
    {
        Name = name,
        X = [Drawing.Day(first), Drawing.Day(last)],
        Y = [Height(times), Height(times)],
        Mode = ModeFlag.Lines,
        Line = new Line { Color = colour, Width = 1.5m, Dash = "dash" },
        HoverInfo = HoverInfoFlag.Skip,
        ShowLegend = false,
    };

    /// <summary>Only where recovery was asked for: elsewhere the line would be taken for another mark of the alarm.</summary>
    private static Scatter RecoveryLevel(EvidenceCourse course, string colour)
    {
        List<object> across = [], up = [];
        for (var start = 0; start < course.Moments.Count; start++)
        {
            if (course.Moments[start].Step.Phase != EvidencePhase.Recovering)
                continue;
            var end = start;
            while (end + 1 < course.Moments.Count && course.Moments[end + 1].Step.Phase == EvidencePhase.Recovering)
                end++;
            across.AddRange([Drawing.Day(course.Moments[start].At), Drawing.Day(course.Moments[end].At.AddDays(1)), Drawing.Day(course.Moments[end].At.AddDays(1))]);
            up.AddRange([Height(course.RecoveryAt), Height(course.RecoveryAt), null!]);
            start = end;
        }

        var level = Level(RecoveryLine, course.RecoveryAt, default, default, colour);
        (level.X, level.Y, level.ConnectGaps) = (across, up, false);
        return level;
    }

    private static Scatter? Marks(EvidenceCourse course, EvidenceEvent kind, string name, Plotly.Blazor.Traces.ScatterLib.MarkerLib.SymbolEnum symbol, string colour)
    {
        var marked = course.Moments.Where(moment => moment.Step.Event == kind).ToArray();
        return marked.Length == 0 ? null : new Scatter
        {
            Name = name,
            X = [.. marked.Select(moment => (object)Drawing.Day(moment.At))],
            Y = [.. marked.Select(moment => (object)Height(moment.Times))],
            Mode = ModeFlag.Markers,
            Marker = new Marker { Symbol = symbol, Size = 13, Color = colour },
            HoverTextArray = [.. marked.Select(moment => Drawing.Escaped(Words(course, moment)))],
            HoverTemplate = $"<b>{name}</b><br>%{{hovertext}}<extra></extra>",
            ShowLegend = false,
            ClipOnAxis = false,
        };
    }

    private static Layout Frame(EvidenceCourse course, (DateOnly First, DateOnly Last) days, ThemeColours colours)
    {
        var top = Math.Max(Height(course.AlarmAt), course.Moments.Max(moment => Height(moment.Times)));
        var vertical = PlainDrawing.Up(null, colours);
        var step = Math.Max(1, (int)Math.Ceiling(top / 7));
        int[] decades = [.. Enumerable.Range(0, ((int)Math.Ceiling(top) / step) + 1).Select(index => index * step)];
        (vertical.Range, vertical.TickVals, vertical.TickText) = ([Least - 0.15, top + 0.6], [.. decades.Select(decade => (object)decade)], [.. decades.Select(decade => (object)Tick(decade))]);
        var labels = new List<Annotation> { Drawing.EndLabel(AlarmLine, Height(course.AlarmAt), colours) };
        var recovering = course.Moments[^1].Step.Phase == EvidencePhase.Recovering;
        if (recovering)
            labels.Add(Drawing.EndLabel(RecoveryLine, Height(course.RecoveryAt), colours));
        if (course.OnsetDay is { } onset)
            labels.Add(OnsetLabel(course.IsAlarmed, onset, days, colours));
        var margin = new Margin { L = 72, R = Drawing.RoomFor(labels.Take(recovering ? 2 : 1).Select(label => label.Text)), T = 18, B = 26, Pad = 0 };
        var layout = Drawing.Frame([days.First, days.Last], colours, margin, vertical, labels, null);
        (layout.XAxis[0].NTicks, layout.XAxis[0].TickAngle) = (4, 0);
        layout.Shapes = [.. OnsetShapes(course, colours)];
        return layout;
    }

    private static Annotation OnsetLabel(bool alarmed, DateOnly onset, (DateOnly First, DateOnly Last) days, ThemeColours colours) => new()
    {
        Text = $"{(alarmed ? "probably began" : "gathering since")} {Formats.Date(onset)}",
        X = Drawing.Day(onset),

        // Wherever the day lies, the words stay inside the drawing of a telephone.
        XAnchor = (3 * (onset.DayNumber - days.First.DayNumber) / Math.Max(1, days.Last.DayNumber - days.First.DayNumber)) switch
        {
            0 => Plotly.Blazor.LayoutLib.AnnotationLib.XAnchorEnum.Left,
            1 => Plotly.Blazor.LayoutLib.AnnotationLib.XAnchorEnum.Center,
            _ => Plotly.Blazor.LayoutLib.AnnotationLib.XAnchorEnum.Right,
        },
        YRef = "paper",
        Y = 1,
        YAnchor = Plotly.Blazor.LayoutLib.AnnotationLib.YAnchorEnum.Bottom,
        ShowArrow = false,
        Font = new Plotly.Blazor.LayoutLib.AnnotationLib.Font { Color = colours.TextMuted, Size = 12 },
    };

    /// <summary>The estimated day as a line, and the days that fit nearly as well as a band.</summary>
    private static IEnumerable<Shape> OnsetShapes(EvidenceCourse course, ThemeColours colours)
    {
        if (course.OnsetRange is { } range && range.From < range.To)
        {
            yield return new Shape
            {
                Type = Plotly.Blazor.LayoutLib.ShapeLib.TypeEnum.Rect,
                X0 = Drawing.Day(range.From),
                X1 = Drawing.Day(range.To),
                Y0 = 0,
                Y1 = 1,
                YRef = "paper",
                Layer = Plotly.Blazor.LayoutLib.ShapeLib.LayerEnum.Below,
                FillColor = Drawing.Translucent(colours.Watch),
                Line = new Plotly.Blazor.LayoutLib.ShapeLib.Line { Width = 0 },
            };
        }

        if (course.OnsetDay is { } onset)
        {
            yield return new Shape
            {
                Type = Plotly.Blazor.LayoutLib.ShapeLib.TypeEnum.Line,
                X0 = Drawing.Day(onset),
                X1 = Drawing.Day(onset),
                Y0 = 0,
                Y1 = 1,
                YRef = "paper",
                Line = new Plotly.Blazor.LayoutLib.ShapeLib.Line { Color = colours.Watch, Width = 1.5m, Dash = "dot" },
            };
        }
    }

    /// <summary>"1,000×", "10 million×".</summary>
    private static string Tick(int decade) => decade < 6
        ? $"{Math.Pow(10, decade).ToString("N0", CultureInfo.InvariantCulture)}×"
        : $"{Math.Pow(10, decade - 6).ToString("N0", CultureInfo.InvariantCulture)} million×";

    private static string Words(EvidenceCourse course, EvidenceMoment moment) =>
        $"{Formats.Date(moment.Step.Day)}: {EvidenceScale.Times(moment.Times)} the start; {EvidenceTables.Counted(course.Metric, moment.Step)}";
}
