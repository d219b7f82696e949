using Bunit;
using EquityMonitor.Statistics;
using EquityMonitor.Web.Components;

namespace EquityMonitor.Web.Tests.Components;

public sealed class MeaningTests : BunitContext
{
    private readonly BunitJSModuleInterop _module;

    public MeaningTests()
    {
        _module = JSInterop.SetupModule("./Components/MeaningCard.razor.js");
        _module.SetupVoid("show", _ => true).SetVoidResult();
        _module.SetupVoid("close", _ => true).SetVoidResult();
    }

    [Fact]
    public void Meaning_NotAsked_IsAButtonThatComputesNothing()
    {
        var asked = 0;

        var meaning = Of(() =>
        {
            asked++;
            return ["It is so."];
        });

        asked.ShouldBe(0);
        meaning.Find("button").GetAttribute("aria-haspopup").ShouldBe("dialog");
        meaning.Find("button").GetAttribute("aria-expanded").ShouldBe("false");
        meaning.Find("button").GetAttribute("aria-label").ShouldBe("42 %. What does this mean?");
        meaning.FindAll("dialog").ShouldBeEmpty();
    }

    [Fact]
    public void Meaning_Asked_OpensTheSentencesWithALinkToTheMethod()
    {
        var meaning = Of(() => ["It is so.", "It is sure."]);

        meaning.Find("button").Click();

        var dialog = meaning.Find("dialog");
        dialog.GetAttribute("aria-labelledby").ShouldBe(meaning.Find("h3").Id);
        meaning.Find("h3").HasAttribute("autofocus").ShouldBeTrue("the focus moves in");
        meaning.FindAll("dialog p").Take(2).Select(p => p.TextContent).ShouldBe(["It is so.", "It is sure."]);
        meaning.Find("dialog a").GetAttribute("href").ShouldBe("/help/metrics/auroc");
        _module.VerifyInvoke("show");
    }

    [Fact]
    public void Meaning_Closed_IsGoneAndCanBeOpenedAgain()
    {
        var meaning = Of(() => ["It is so."]);
        meaning.Find("button").Click();

        meaning.Find("dialog .close").Click();
        _module.VerifyInvoke("close");
        meaning.Find("dialog").TriggerEvent("onclose", EventArgs.Empty);

        meaning.FindAll("dialog").ShouldBeEmpty();
        meaning.Find("button").GetAttribute("aria-expanded").ShouldBe("false");
        meaning.Find("button").Click();
        meaning.FindAll("dialog").ShouldHaveSingleItem();
    }

    [Fact]
    public void Meaning_OfNoMetric_LinksToWhereItIsTold()
    {
        var meaning = Render<Meaning>(parameters => parameters.Add(p => p.Title, "Move").Add(p => p.Sentences, () => ["It moved."]).Add(p => p.HelpHref, "/help/methods/wasserstein"));

        meaning.Find("button").Click();

        meaning.Find("dialog a").GetAttribute("href").ShouldBe("/help/methods/wasserstein");
        meaning.Find("dialog a").TextContent.ShouldBe("How this is computed");
    }

    private IRenderedComponent<Meaning> Of(Func<IReadOnlyList<string>> sentences) => Render<Meaning>(parameters => parameters
        .Add(p => p.Title, "AUROC, Language: Spanish")
        .Add(p => p.Metric, Metric.Auroc)
        .Add(p => p.Sentences, sentences)
        .Add(p => p.Figure, "42 %")
        .AddChildContent("42 %"));
}
