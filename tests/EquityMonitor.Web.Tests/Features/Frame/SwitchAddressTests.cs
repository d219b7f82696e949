using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Web.Features.Frame;
using EquityMonitor.Web.Features.Overview;

namespace EquityMonitor.Web.Tests.Features.Frame;

/// <summary>The other model has race, language and age, windows of 28 and 90 days, and the groups that a test names.</summary>
public sealed class SwitchAddressTests
{
    private static readonly ModelDefinition Definition = ModelDefinitionYaml.Parse(ExampleDefinition.Yaml, "example.yaml", DefinitionUse.Monitoring).Definition!;

    [Theory]
    [InlineData("/")]
    [InlineData("/alerts?model=sepsis&state=all")]
    [InlineData("/models")]
    [InlineData("/models/sepsis/evidence?rule=sens-floor&group=race%3DBlack")]
    [InlineData("/administration/models/sepsis/rules")]
    public void Of_AnyOtherPage_IsTheModelsPageAsItOpens(string place) => To(place).ShouldBe("/models/readmission");

    [Theory]
    [InlineData("tab=drift")]
    [InlineData("metric=ppv")]
    [InlineData("dimension=language")]
    [InlineData("window=28")]
    [InlineData("asOf=2026-05-20")]
    [InlineData("range=365")]
    [InlineData("sort=-scored")]
    [InlineData("sort=auroc")]
    [InlineData("intervals=true")]
    [InlineData("allMetrics=true")]
    [InlineData("all=groups,pairs")]
    [InlineData("from=2026-01-01&to=2026-03-31")]
    [InlineData("pin=language%3DSpanish")]
    [InlineData("pin=language%3DSpanish&pin=race%3DBlack")]
    [InlineData("tab=explore&group=language%3DSpanish%20%26%20race%3DBlack")]
    public void Of_WhatMeansTheSameThere_IsKept(string query) => Uri.UnescapeDataString(To($"/models/sepsis?{query}")).ShouldBe($"/models/readmission?{Uri.UnescapeDataString(query)}");

    [Theory]
    [InlineData("tab=trust")]
    [InlineData("tab=nonsense")]
    [InlineData("metric=overrideRate")]
    [InlineData("metric=nonsense")]
    [InlineData("dimension=unit")]
    [InlineData("window=7")]
    [InlineData("sort=-nonsense")]
    [InlineData("pin=unit%3DICU")]
    [InlineData("pin=nonsense")]
    [InlineData("group=language%3DSpanish%20%26%20unit%3DICU")]
    [InlineData("at=0.4")]
    [InlineData("anything=else")]
    [InlineData("metric=")]
    public void Of_WhatMeansNothingThere_IsLeftOut(string query) => To($"/models/sepsis?{query}&range=90").ShouldBe("/models/readmission?range=90");

    [Fact]
    public void Of_TheModelThatIsShown_IsTheSameAddress() =>
        To("/models/readmission?metric=ppv&at=0.4").ShouldBe("/models/readmission?metric=ppv&at=0.4");

    [Fact]
    public void Of_ModelThatCannotBeRead_IsItsPageWithoutAView() =>
        SwitchAddress.Of(new Uri("http://localhost/models/sepsis?metric=ppv"), new FrameModel("a b", "Broken")).ShouldBe("/models/a%20b");

    [Fact]
    public void GroupsOf_AModelPage_AreItsPinsAndTheValuesOfItsGroup() =>
        SwitchAddress.GroupsOf(new Uri("http://localhost/models/sepsis?pin=race%3DBlack%20%26%20sex%3DFemale&pin=sex%3DMale&group=age%3D80%2B%20%26%20sex%3DMale&metric=ppv"))
            .ShouldBe(["age=80+", "race=Black & sex=Female", "sex=Male"]);

    [Theory]
    [InlineData("/alerts?group=race%3DBlack")]
    [InlineData("/models/sepsis?group=race%3D%3D%26")]
    public void GroupsOf_NoGroups_IsEmpty(string place) => SwitchAddress.GroupsOf(new Uri("http://localhost" + place)).ShouldBeEmpty();

    private static string To(string place) => SwitchAddress.Of(
        new Uri("http://localhost" + place),
        new FrameModel("readmission", "Readmission") { Definition = Definition, Groups = new HashSet<string>(["language=Spanish", "race=Black"], StringComparer.Ordinal) });
}
