using System.Security.Claims;
using EquityMonitor.Web.Components.Theme;
using EquityMonitor.Web.SignIn;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.JSInterop;

namespace EquityMonitor.Web.Components.Layout;

/// <summary>The frame around every page: name, person, theme, and the pages there are.</summary>
public sealed partial class MainLayout : IAsyncDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private ThemeMemory? _memory;
    private ErrorBoundary? _errors;
    private Exception? _fault;
    private PanelState _faultState = new PanelState.Ready();

    // Null until the browser has said which theme it wants: a page that turns dark after its first paint hurts the eyes.
    private bool? _dark;
    private GroupSlots _slots = GroupSlots.None;
    private bool _railToggled;

    [Inject] private IJSRuntime Script { get; set; } = default!;
    [Inject] private NavigationManager Navigation { get; set; } = default!;
    [Inject] private FaultLog Faults { get; set; } = default!;
    [Inject] private GroupSlotsReader Slots { get; set; } = default!;

    protected override async Task OnInitializedAsync()
    {
        Navigation.LocationChanged += OnLocationChanged;
        if (!RendererInfo.IsInteractive)
        {
            _dark = false;
            return;
        }

        _memory = new ThemeMemory(Script);
        _slots = await Slots.ReadAsync(_gone.Token);
        _dark = await _memory.IsDarkAsync(_gone.Token);
    }

    public async ValueTask DisposeAsync()
    {
        Navigation.LocationChanged -= OnLocationChanged;
        await _gone.CancelAsync();
        _gone.Dispose();
        if (_memory is not null)
            await _memory.DisposeAsync();
    }

    private async Task ToggleThemeAsync()
    {
        _dark = _dark is not true;
        if (_memory is not null)
            await _memory.RememberAsync(_dark.Value, _gone.Token);
    }

    private void OnLocationChanged(object? sender, LocationChangedEventArgs e)
    {
        _railToggled = false;
        _errors?.Recover();
    }

    private PanelState Fault(Exception exception)
    {
        // The boundary renders its content again and again; one fault is one reference.
        if (!ReferenceEquals(_fault, exception))
        {
            _fault = exception;
            _faultState = Faults.Record(exception, "page");
        }

        return _faultState;
    }

    private static string? RoleOf(ClaimsPrincipal person) => Roles.All.LastOrDefault(person.IsInRole);
}
