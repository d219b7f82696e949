using EquityMonitor.Reporting.Words;
using EquityMonitor.Statistics;
using EquityMonitor.Web.Charts;
using EquityMonitor.Web.Components;
using EquityMonitor.Web.Components.Theme;
using Plotly.Blazor;
using Plotly.Blazor.Traces;

namespace EquityMonitor.Web.Features.Models.Drift;

/// <summary>From the view of drift to traces and layout; pure.</summary>
public static class DriftCharts
{
    public static TrendChart Scores(GroupDriftView group, ThemeColours colours, string colour)
    {
        ArgumentNullException.ThrowIfNull(group);
        ArgumentNullException.ThrowIfNull(colours);
        object[] bins = [.. group.Bins.Select(DriftWords.Bin)];
        var now = Bars("Now", bins, group.Bins.Select(bin => bin.Now), group.Bins.Select(bin => Words("now", bin.Now, bin.NowCount)), Drawing.Translucent(colour), colour);
        var before = PlainDrawing.Curve(
            "Baseline", bins, group.Bins.Select(bin => Drawing.Scaled(bin.Baseline, 100)), colours.TextMuted, 2, group.Bins.Select(bin => Words("in the baseline", bin.Baseline, bin.BaselineCount)));
        before.Line.Shape = Plotly.Blazor.Traces.ScatterLib.LineLib.ShapeEnum.Hvh;
        before.Line.Dash = "dash";
        var across = PlainDrawing.Across("Score", colours);
        across.Type = Plotly.Blazor.LayoutLib.XAxisLib.TypeEnum.Category;
        (across.TickAngle, across.Ticks, across.TickLen) = (-35, Plotly.Blazor.LayoutLib.XAxisLib.TicksEnum.Outside, 5);
        var up = PlainDrawing.Up("Encounters", colours);
        (up.TickSuffix, up.RangeMode) = (" %", Plotly.Blazor.LayoutLib.YAxisLib.RangeModeEnum.ToZero);
        return new TrendChart([now, before], PlainDrawing.Frame(colours, across, [up]));
    }

    public static TrendChart Mix(MixDetail detail, ThemeColours colours)
    {
        ArgumentNullException.ThrowIfNull(detail);
        ArgumentNullException.ThrowIfNull(colours);
        var traces = new List<ITrace>();
        var end = 1.0;
        if (detail.HasTraining)
            Add("Against the training population", row => row.OfTraining, colours.Primary, filled: true);
        if (detail.HasBaseline)
            Add("Against the baseline", row => row.OfBaseline, colours.TextMuted, filled: false);
        traces.Add(new Scatter
        {
            Name = "As often",
            X = [1.0, 1.0],
            Y = [detail.Rows[0].Name, detail.Rows[^1].Name],
            Mode = Plotly.Blazor.Traces.ScatterLib.ModeFlag.Lines,
            Line = new Plotly.Blazor.Traces.ScatterLib.Line { Color = colours.TextMuted, Width = 1.5m, Dash = "dash" },
            HoverInfo = Plotly.Blazor.Traces.ScatterLib.HoverInfoFlag.Skip,
            ShowLegend = false,
        });
        var across = PlainDrawing.Across("Times as often", colours);
        across.Range = [0, Math.Ceiling(end * 5.5) / 5];
        var up = PlainDrawing.Up(null, colours);
        (up.Type, up.AutoMargin, up.AutoRange) = (Plotly.Blazor.LayoutLib.YAxisLib.TypeEnum.Category, Plotly.Blazor.LayoutLib.YAxisLib.AutoMarginFlag.True, Plotly.Blazor.LayoutLib.YAxisLib.AutoRangeEnum.Reversed);
        (up.CategoryOrder, up.CategoryArray, up.NTicks) = (Plotly.Blazor.LayoutLib.YAxisLib.CategoryOrderEnum.Array, [.. detail.Rows.Select(row => row.Name)], null);
        return new TrendChart(traces, PlainDrawing.Frame(colours, across, [up]));

        void Add(string name, Func<MixRow, Reading?> pick, string colour, bool filled)
        {
            List<object> x = [], y = [], ends = [], rows = [];
            List<string> hover = [];
            foreach (var row in detail.Rows)
            {
                if (pick(row)?.MeasuredOrNull is not { } ratio)
                    continue;
                x.Add(Math.Round(ratio.Value, 4));
                y.Add(row.Name);
                hover.Add($"{row.Name}: {DriftTables.Times(ratio)}");
                end = Math.Max(end, Math.Max(ratio.Value, ratio.Interval?.High ?? 0));
                if (ratio.Interval is not { Low: { } low, High: { } high })
                    continue;
                ends.AddRange([Math.Round(low, 4), Math.Round(high, 4), null!]);
                rows.AddRange([row.Name, row.Name, null!]);
            }

            traces.Add(new Scatter
            {
                Name = name + ", interval",
                X = ends,
                Y = rows,
                Mode = Plotly.Blazor.Traces.ScatterLib.ModeFlag.Lines,
                ConnectGaps = false,
                ShowLegend = false,
                Line = new Plotly.Blazor.Traces.ScatterLib.Line { Color = colour, Width = filled ? 4 : 1.5m },
                HoverInfo = Plotly.Blazor.Traces.ScatterLib.HoverInfoFlag.Skip,
            });
            traces.Add(new Scatter
            {
                Name = name,
                X = x,
                Y = y,
                Mode = Plotly.Blazor.Traces.ScatterLib.ModeFlag.Markers,
                ShowLegend = false,
                HoverTextArray = [.. hover],
                HoverTemplate = $"<b>{Drawing.Escaped(name)}</b><br>%{{hovertext}}<extra></extra>",
                Marker = new Plotly.Blazor.Traces.ScatterLib.Marker
                {
                    Size = filled ? 9 : 11,
                    Color = colour,
                    Symbol = filled ? Plotly.Blazor.Traces.ScatterLib.MarkerLib.SymbolEnum.Circle : Plotly.Blazor.Traces.ScatterLib.MarkerLib.SymbolEnum.SquareOpen,
                    Line = new Plotly.Blazor.Traces.ScatterLib.MarkerLib.Line { Width = 2, Color = colour },
                },
            });
        }
    }

    private static Bar Bars(string name, object[] x, IEnumerable<double?> shares, IEnumerable<string> hover, string fill, string line) => new()
    {
        Name = name,
        X = x,
        Y = [.. shares.Select(share => (object)Drawing.Scaled(share, 100)!)],
        HoverTextArray = [.. hover],
        HoverTemplate = "%{x}<br>%{hovertext}<extra></extra>",
        Marker = new Plotly.Blazor.Traces.BarLib.Marker { Color = fill, Line = new Plotly.Blazor.Traces.BarLib.MarkerLib.Line { Color = line, Width = 1.5m } },
        ShowLegend = false,
    };

    private static string Words(string when, double? share, long? count) => share is null ? $"{when}: {SmallCells.Suppressed}" : $"{when}: {Formats.Percent(share.Value)}, {Formats.Count(count!.Value, "encounter", "encounters")}";
}
