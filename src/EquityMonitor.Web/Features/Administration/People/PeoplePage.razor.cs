using EquityMonitor.Reporting.Words;
using EquityMonitor.Web.Components;
using Microsoft.AspNetCore.Components;

namespace EquityMonitor.Web.Features.Administration.People;

/// <summary>Roles as they are enforced, how people get theirs, and who has acted.</summary>
public sealed partial class PeoplePage : LivePage<PeopleView>
{
    [Inject] private IPeopleReader Reader { get; set; } = default!;

    protected override string Name => "the people page";

    private string Lead => View?.People.Count(person => !person.IsProgram) switch
    {
        null => "People",
        0 => "Nobody has acted yet; four roles decide who may.",
        1 => "One person has acted so far; four roles decide who may do what.",
        var count => $"{Formats.Count(count.Value)} people have acted so far; four roles decide who may do what.",
    };

    protected override Task<PeopleView> ReadAsync(CancellationToken cancellationToken) => Reader.ReadAsync(cancellationToken);
}
