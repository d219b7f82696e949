namespace EquityMonitor.Reporting.Audit;

/// <summary>A curve of many points as one of few that looks the same: no point that is left out lies further than the tolerance from the line of those that stay.</summary>
/// <remarks>Ramer 1972, Douglas and Peucker 1973.</remarks>
internal static class ThinnedCurve
{
    /// <summary>In units of a share: half a tenth of a percent.</summary>
    public const double Tolerance = 0.0005;

    /// <param name="at">Across and up.</param>
    /// <returns>Some of the points, in their order; the first and the last among them.</returns>
    public static IReadOnlyList<T> Of<T>(IReadOnlyList<T> points, Func<T, (double X, double Y)> at)
    {
        if (points.Count < 3)
            return points;
        (double X, double Y)[] places = [.. points.Select(at)];
        var kept = new bool[points.Count];
        kept[0] = kept[^1] = true;
        var spans = new Stack<(int From, int To)>([(0, points.Count - 1)]);
        while (spans.TryPop(out var span))
        {
            var (furthest, distance) = Furthest(places, span.From, span.To);
            if (distance <= Tolerance)
                continue;
            kept[furthest] = true;
            spans.Push((span.From, furthest));
            spans.Push((furthest, span.To));
        }

        return [.. points.Where((_, index) => kept[index])];
    }

    private static (int Point, double Distance) Furthest((double X, double Y)[] places, int from, int to)
    {
        var (point, distance) = (from, 0.0);
        for (var index = from + 1; index < to; index++)
        {
            var away = Distance(places[index], places[from], places[to]);
            if (away > distance)
                (point, distance) = (index, away);
        }

        return (point, distance);
    }

    /// <summary>To the stretch between the two, not to the line beyond them.</summary>
    private static double Distance((double X, double Y) point, (double X, double Y) start, (double X, double Y) end)
    {
        double dx = end.X - start.X, dy = end.Y - start.Y;
        var length = (dx * dx) + (dy * dy);
        var along = length == 0 ? 0 : Math.Clamp((((point.X - start.X) * dx) + ((point.Y - start.Y) * dy)) / length, 0, 1);
        double x = point.X - start.X - (along * dx), y = point.Y - start.Y - (along * dy);
        return Math.Sqrt((x * x) + (y * y));
    }
}
