using Bunit;
using EquityMonitor.Web.Components;

namespace EquityMonitor.Web.Tests.Components;

public sealed class KeptTextTests : BunitContext
{
    private readonly BunitJSModuleInterop _module;
    private IReadOnlyDictionary<string, string>? _restored;

    public KeptTextTests()
    {
        AddAuthorization().SetAuthorized("Dr Reyes");
        _module = JSInterop.SetupModule("./Components/KeptText.razor.js");
        _module.SetupVoid("keep", _ => true).SetVoidResult();
        _module.SetupVoid("forget", _ => true).SetVoidResult();
    }

    [Fact]
    public void Kept_OfTheSamePerson_IsGivenBackAndSaid()
    {
        var kept = Open(new() { ["Commented"] = "Half a comm" });

        kept.WaitForAssertion(() => kept.Find("[role=status]").TextContent.ShouldContain("What you typed before"));
        _restored.ShouldNotBeNull()["Commented"].ShouldBe("Half a comm");
        _module.Invocations["attend"].Single().Arguments.Skip(1).ShouldBe(["alerts/12", "Dr Reyes"]);
    }

    [Fact]
    public void Kept_Nothing_SaysNothing()
    {
        Open(null).Find("[role=status]").TextContent.ShouldBeEmpty();

        _restored.ShouldBeNull();
    }

    [Fact]
    public void Kept_WhatThePageHasNoUseFor_IsNotSaid() => Open(new() { ["another"] = "x" }, isOfUse: false).Find("[role=status]").TextContent.ShouldBeEmpty();

    [Fact]
    public async Task Forget_AfterItWasSent_TakesItOutOfTheTab()
    {
        var kept = Open(new() { ["Commented"] = "Half a comm" });
        kept.WaitForAssertion(() => kept.Find("[role=status]").TextContent.ShouldNotBeEmpty());

        await kept.InvokeAsync(kept.Instance.ForgetAsync);

        kept.Find("[role=status]").TextContent.ShouldBeEmpty();
        _module.VerifyInvoke("forget").Arguments.ShouldBe(["alerts/12"]);
    }

    private IRenderedComponent<KeptText> Open(Dictionary<string, string>? stored, bool isOfUse = true)
    {
        _module.Setup<Dictionary<string, string>?>("attend", _ => true).SetResult(stored);
        return Render<KeptText>(parameters => parameters.Add(kept => kept.Page, "alerts/12").Add(kept => kept.Restore, found =>
        {
            _restored = found;
            return isOfUse;
        }));
    }
}
