using EquityMonitor.Monitoring.Data;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Reporting.Words;
using EquityMonitor.Web.Components;
using EquityMonitor.Web.SignIn;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.JSInterop;

namespace EquityMonitor.Web.Features.Administration.Rules;

/// <param name="InForce">Null when no model has the key of the address.</param>
public sealed record RulesView(DefinitionView? InForce);

/// <summary>Edits the rules of one model: type, look at the effect, apply. The address carries the rule whose form is open; what was typed lives as long as the tab.</summary>
public sealed partial class RulesPage : LivePage<RulesView>
{
    private const string FileName = "rules form";

    private RuleSheet? _sheet;
    private RuleSheetCheck? _check;
    private RulesPreview? _preview;
    private IReadOnlyList<string>? _done;
    private string? _note;
    private readonly Dictionary<string, ElementReference> _editButtons = new(StringComparer.Ordinal);
    private string? _focus;
    private KeptText? _kept;
    private RuleSheet? _keptSheet;
    private bool _attempted;
    private bool _busy;

    [Parameter] public string Key { get; set; } = string.Empty;

    /// <summary>Of the rule whose form is open.</summary>
    [SupplyParameterFromQuery(Name = "edit")] public string? Editing { get; set; }

    [Inject] private IDefinitionReader Reader { get; set; } = default!;
    [Inject] private ModelRegistry Registry { get; set; } = default!;
    [Inject] private ActingPerson Person { get; set; } = default!;
    [Inject] private NavigationManager Navigation { get; set; } = default!;
    [Inject] private IJSRuntime Script { get; set; } = default!;

    protected override string Name => "the rules page";

    protected override object? Address => Key;

    private bool IsTouched => _sheet is { IsTouched: true };

    private bool IsOvertaken => IsTouched && View?.InForce is { } model && _sheet!.InForce.Key == model.Key && _sheet.Revision != model.Revision;

    private ILookup<string, RuleDraftProblem> Problems => (_check ??= _sheet!.Check()).Problems;

    private string Lead => View?.InForce switch
    {
        null => "Rules",
        { Definition: null } model => $"The definition of {model.Name} cannot be read.",
        { Definition.Rules.Count: 0 } model => $"{model.Name} is held to nothing yet: it has no rule.",
        { } model => $"{model.Name} is held to {Formats.Count(model.Definition!.Rules.Count, "rule", "rules")}.",
    };

    protected override async Task<RulesView> ReadAsync(CancellationToken cancellationToken) => new(await Reader.InForceAsync(Key, cancellationToken));

    protected override bool Concerns(Change change) => change.ModelKey == Key && change.Kind == ChangeKind.Registered;

    protected override void OnRead(RulesView view)
    {
        // What a person typed outlives a change of somebody else; the page says so and lets the person decide.
        if (view.InForce is not { Definition: { } definition } model)
            _sheet = null;
        else if (_sheet?.InForce.Key != model.Key || (!_sheet.IsTouched && _sheet.Revision != model.Revision))
            Start(RuleSheet.Of(definition, model.Revision));
        else if (IsOvertaken)
            _preview = null;
    }

    private bool Restore(IReadOnlyDictionary<string, string> kept)
    {
        if (_sheet is not { IsTouched: false } fresh || KeptRules.On(fresh, kept) is not { IsTouched: true } restored)
            return false;
        Start(restored);
        if (KeptRules.RevisionOf(kept) is { } revision && revision != fresh.Revision)
            _note = $"Revision {fresh.Revision} was put in force since you typed this on revision {revision}. Your changes stand on the new one; look at the preview before you apply them.";
        StateHasChanged();
        return true;
    }

    private void Start(RuleSheet sheet)
    {
        (_sheet, _check, _preview, _note, _attempted) = (sheet, null, null, null, false);
    }

    private void Put(RuleSheet sheet) => (_sheet, _check, _preview, _done, _note) = (sheet, null, null, null, null);

    private static RuleSheet RestoredBudget(RuleSheet sheet) => sheet with { Budget = sheet.InForce.EvidenceBudget.ToString(System.Globalization.CultureInfo.InvariantCulture) };

    private static RuleSheet RestoredConfidence(RuleSheet sheet) => sheet with { Confidence = RuleSheet.PercentOf(sheet.InForce.Confidence) };

    private void Toggle(string id)
    {
        if (id == Editing)
            CloseForm();
        else
            Open(id);
    }

    private void Open(string? id) => Navigation.NavigateTo(Navigation.GetUriWithQueryParameter("edit", id));

    private void CloseForm()
    {
        // Only what can be a rule is put away; until then its problems stand at their fields.
        _attempted = true;
        if (Editing is not null && Problems[Editing].Any())
            return;
        _focus = Editing;
        Open(null);
    }

    /// <summary>Whoever goes by keyboard goes on where the form was opened, not at the top of the page.</summary>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_kept is not null && _sheet is { } sheet && !ReferenceEquals(sheet, _keptSheet))
        {
            _keptSheet = sheet;
            await _kept.KeepAsync(KeptRules.Of(sheet));
        }

        if (_focus is { } id && Editing is null && _editButtons.TryGetValue(id, out var button))
        {
            _focus = null;
            await button.FocusAsync();
        }
    }

    private void Add()
    {
        var (sheet, id) = _sheet!.Add();
        Put(sheet);
        _attempted = false;
        Open(id);
    }

    private void Remove(RuleLine line)
    {
        Put(_sheet!.Remove(line.Id));
        if (line.Id == Editing)
            Open(null);
    }

    private void PutOnNewRevision()
    {
        if (View?.InForce is { Definition: { } definition } model)
            Start(_sheet!.On(definition, model.Revision));
    }

    private void Discard()
    {
        if (View?.InForce is not { Definition: { } definition } model)
            return;
        Start(RuleSheet.Of(definition, model.Revision));
        _done = null;
        Open(null);
    }

    private async Task AskBeforeLeavingAsync(LocationChangingContext leaving)
    {
        var target = new Uri(new Uri(Navigation.BaseUri), leaving.TargetLocation).AbsolutePath;
        if (!IsTouched || target == new Uri(Navigation.Uri).AbsolutePath)
            return;
        if (!await Script.InvokeAsync<bool>("confirm", Gone, "Your changes of the rules are not applied. Leave the page without them?"))
            leaving.PreventNavigation();
        else if (_kept is not null)
            await _kept.ForgetAsync();
    }

    private string Words(RuleLine line)
    {
        if (line.Kind is RuleLineKind.InForce or RuleLineKind.Removed)
            return RuleWords.Full(line.Stored!, _sheet!.InForce);

        // By itself: what another rule lacks does not make this one unreadable.
        return RuleDraftReader.Read(_sheet!.InForce, [line.Shown]).Rules is [var rule] ? RuleWords.Full(rule, _sheet.InForce) : "Not complete yet.";
    }

    private static string NameOf(RuleLine line) =>
        line.Shown.Name is { Length: > 0 } name ? name : EquityMonitor.Statistics.Metric.Find(line.Shown.Metric)?.Name ?? line.Shown.Key;

    private static string KindWord(RuleLineKind kind) => kind switch
    {
        RuleLineKind.New => "new, not applied",
        RuleLineKind.Removed => "goes, not applied",
        _ => "changed, not applied",
    };
}
