using EquityMonitor.Monitoring.Alerts;
using Microsoft.Extensions.Time.Testing;

namespace EquityMonitor.Monitoring.Tests.Alerts;

public sealed class SavedViewsTests : IDisposable
{
    private readonly TestDatabase _database = TestDatabase.Create();
    private readonly SavedViews _views;

    public SavedViewsTests() => _views = new SavedViews(_database, new FakeTimeProvider(new DateTimeOffset(2026, 9, 3, 8, 0, 0, TimeSpan.Zero)));

    public void Dispose() => _database.Dispose();

    [Fact]
    public async Task Create_OfOnePerson_IsListedByNameAndForThatPersonOnly()
    {
        (await CreateAsync("Dr One", "  West wards ", "text=west")).ShouldBeOfType<SavedViewOutcome.Done>();
        (await CreateAsync("Dr One", "high", "severity=high")).ShouldBeOfType<SavedViewOutcome.Done>();
        (await CreateAsync("Dr Two", "high", "")).ShouldBeOfType<SavedViewOutcome.Done>();

        var own = await _views.ListAsync("Dr One", CancellationToken.None);

        own.Select(view => (view.Name, view.Query)).ShouldBe([("high", "severity=high"), ("West wards", "text=west")]);
        (await _views.ListAsync("Dr Three", CancellationToken.None)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("West wards")]
    [InlineData("WEST WARDS ")]
    public async Task Create_NameThatThePersonHas_IsRefused(string again)
    {
        await CreateAsync("Dr One", "West wards", "");

        (await CreateAsync("Dr One", again, "text=west")).ShouldBe(new SavedViewOutcome.NameTaken(again.Trim()));

        (await _views.ListAsync("Dr One", CancellationToken.None)).ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("123456789 123456789 123456789 123456789 123456789 123456789 1")]
    public async Task Create_NoNameOrALongOne_IsRefusedWithASentence(string name)
    {
        (await CreateAsync("Dr One", name, "")).ShouldBeOfType<SavedViewOutcome.BadName>().Why.ShouldEndWith(".");

        (await _views.ListAsync("Dr One", CancellationToken.None)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Create_MoreThanAnybodyCanTellApart_IsRefused()
    {
        for (var i = 0; i < SavedViews.MostPerPerson; i++)
            (await CreateAsync("Dr One", $"view {i}", "")).ShouldBeOfType<SavedViewOutcome.Done>();

        (await CreateAsync("Dr One", "one more", "")).ShouldBeOfType<SavedViewOutcome.TooMany>();
    }

    [Fact]
    public async Task Create_TheSamePersonInTwoWindowsAtOnce_ExactlyOneIsKept()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => CreateAsync("Dr One", "mine", ""))));

        outcomes.OfType<SavedViewOutcome.Done>().Count().ShouldBe(1);
        outcomes.OfType<SavedViewOutcome.NameTaken>().Count().ShouldBe(5);
        (await _views.ListAsync("Dr One", CancellationToken.None)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Rename_Own_IsDoneAlsoWhenOnlyItsCaseChanges()
    {
        var id = await CreatedAsync("Dr One", "west");

        (await _views.RenameAsync(id, "Dr One", "West", CancellationToken.None)).ShouldBeOfType<SavedViewOutcome.Done>();

        (await _views.ListAsync("Dr One", CancellationToken.None)).ShouldHaveSingleItem().Name.ShouldBe("West");
    }

    [Fact]
    public async Task Rename_ToTheNameOfAnother_IsRefused()
    {
        var id = await CreatedAsync("Dr One", "west");
        await CreateAsync("Dr One", "east", "");

        (await _views.RenameAsync(id, "Dr One", "East", CancellationToken.None)).ShouldBe(new SavedViewOutcome.NameTaken("East"));
    }

    [Fact]
    public async Task Rename_OfSomebodyElse_IsNotFound()
    {
        var id = await CreatedAsync("Dr One", "west");

        (await _views.RenameAsync(id, "Dr Two", "mine now", CancellationToken.None)).ShouldBeOfType<SavedViewOutcome.NotFound>();

        (await _views.ListAsync("Dr One", CancellationToken.None)).ShouldHaveSingleItem().Name.ShouldBe("west");
    }

    [Fact]
    public async Task Delete_OwnAndSomebodyElses_RemovesTheOwnAlone()
    {
        var id = await CreatedAsync("Dr One", "west");

        await _views.DeleteAsync(id, "Dr Two", CancellationToken.None);
        (await _views.ListAsync("Dr One", CancellationToken.None)).ShouldHaveSingleItem();

        await _views.DeleteAsync(id, "Dr One", CancellationToken.None);
        (await _views.ListAsync("Dr One", CancellationToken.None)).ShouldBeEmpty();
    }

    private Task<SavedViewOutcome> CreateAsync(string owner, string name, string query) => _views.CreateAsync(owner, name, query, CancellationToken.None);

    private async Task<int> CreatedAsync(string owner, string name)
    {
        await CreateAsync(owner, name, "");
        return (await _views.ListAsync(owner, CancellationToken.None)).Single(view => view.Name == name).Id;
    }
}
