using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Web.Features.Alerts.Inbox;

namespace EquityMonitor.Web.Tests.Features.Alerts;

public sealed class AlertFilterTests
{
    [Theory]
    [InlineData("")]
    [InlineData("state=acknowledged")]
    [InlineData("owner=nobody&sort=oldest")]
    [InlineData("state=closed&within=30&sort=newest")]
    [InlineData("state=all&owner=me&model=readmission&severity=high&text=Black%20%26%20Female&sort=model&page=3")]
    public void Parse_WhatToQueryWrote_IsTheSameChoice(string query)
    {
        var filter = AlertFilter.Parse(query);

        filter.ToQuery().ShouldBe(query);
        AlertFilter.Parse("?" + filter.ToQuery()).ShouldBe(filter);
    }

    [Theory]
    [InlineData("state=strange&owner=1&severity=2&within=-3&sort=&page=0")]
    [InlineData("within=30&page=x&text=%20&model=")]
    public void Parse_WhatAnAddressSaysWrongly_CountsAsNotSaid(string query) => AlertFilter.Parse(query).ShouldBe(AlertFilter.Default);

    [Fact]
    public void Parse_WordsOfAnyCase_AreRead()
    {
        var filter = AlertFilter.Parse("STATE=Closed&severity=HIGH");

        (filter.State, filter.Severity).ShouldBe((AlertChoice.Closed, Severity.High));
    }

    [Fact]
    public void With_OnePart_KeepsTheOthersAndStartsAtTheFirstPage()
    {
        var filter = AlertFilter.Parse("owner=me&text=west&page=4").With("severity", "low");

        filter.ToQuery().ShouldBe("owner=me&severity=low&text=west");
        filter.With("text", "").ToQuery().ShouldBe("owner=me&severity=low");
    }

    [Fact]
    public void With_OpenAgain_ForgetsWithinHowManyDaysItWasClosed() =>
        AlertFilter.Parse("state=closed&within=30").With("state", "open").ShouldBe(AlertFilter.Default);

    [Fact]
    public void BuiltInViews_Addresses_ReadAsTheirChoices()
    {
        foreach (var view in NamedView.BuiltIn)
            AlertFilter.Parse(view.Address.Split('?').ElementAtOrDefault(1) ?? "").ShouldBe(view.Filter, view.Name);
        NamedView.BuiltIn.Select(view => view.Address).ShouldBe(["/alerts", "/alerts?owner=nobody&sort=oldest", "/alerts?owner=me", "/alerts?state=closed&within=30&sort=newest"]);
    }
}
