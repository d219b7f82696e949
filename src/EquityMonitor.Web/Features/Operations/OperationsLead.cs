using EquityMonitor.Reporting.Words;

namespace EquityMonitor.Web.Features.Operations;

/// <summary>The first sentence of the page: what needs a decision, or that everything ran.</summary>
public static class OperationsLead
{
    public static string Of(OperationsView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        if (view.Models.Count == 0)
            return view.Files.Count == 0 ? "No model is registered yet, so there is nothing to run." : $"No model is registered yet: {Files(view, refused: true)}.";
        string?[] matters =
        [
            Held(view.Models),
            Models(view, model => model.Failure is not null, "the newest run of {0} failed", "the newest runs of {0} failed"),
            Models(view, model => model.Definition is null, "the definition of {0} cannot be read", "the definitions of {0} cannot be read"),
            Models(view, model => model.IsLate && model.Failure is null, "{0} was not pulled last night", "{0} were not pulled last night"),
            Files(view, refused: false),
            Files(view, refused: true),
        ];
        var known = matters.OfType<string>().ToList();
        return known.Count == 0 ? Quiet(view.Models) : Upper(string.Join("; ", known)) + ".";
    }

    private static string? Held(IReadOnlyList<ModelStatus> models)
    {
        var holding = models.Where(model => model.HeldDays > 0).ToList();
        var days = holding.Sum(model => model.HeldDays);
        return days == 0
            ? null
            : $"{Formats.Count(days, "day", "days")} of {List(holding.ConvertAll(model => model.Name))} {(days == 1 ? "is held and waits" : "are held and wait")} for a decision";
    }

    private static string? Models(OperationsView view, Func<ModelStatus, bool> which, string one, string many)
    {
        var names = view.Models.Where(which).Select(model => model.Name).ToList();
        return names.Count == 0 ? null : (names.Count == 1 ? one : many).Replace("{0}", List(names), StringComparison.Ordinal);
    }

    private static string? Files(OperationsView view, bool refused)
    {
        var files = view.Files.Count(file => file.IsRefused == refused);
        return (files, refused) switch
        {
            (0, _) => null,
            (1, true) => "one definition file was refused",
            (_, true) => $"{Formats.Count(files)} definition files were refused",
            (1, false) => "one definition file differs from what is in force",
            (_, false) => $"{Formats.Count(files)} definition files differ from what is in force",
        };
    }

    private static string Quiet(IReadOnlyList<ModelStatus> models)
    {
        var waiting = models.Where(model => model.PulledAt is null).Select(model => model.Name).ToList();
        if (waiting.Count > 0)
            return $"Nothing needs a decision; {List(waiting)} {(waiting.Count == 1 ? "has" : "have")} not been pulled for the first time yet.";
        var newest = models.MaxBy(model => model.PulledAt)!;
        return $"Nothing needs a decision: {(models.Count == 1 ? $"{newest.Name} ran" : $"all {Formats.Count(models.Count)} models ran")}, {(models.Count == 1 ? "on" : "the last one on")} {Formats.Moment(newest.PulledAt!.Value, newest.Zone)}.";
    }

    private static string List(List<string> names) => names.Count switch
    {
        1 => names[0],
        2 => $"{names[0]} and {names[1]}",
        3 => $"{names[0]}, {names[1]} and {names[2]}",
        _ => $"{names[0]}, {names[1]} and {Formats.Count(names.Count - 2)} more",
    };

    private static string Upper(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
