using Bunit;
using EquityMonitor.Web.Composition;
using EquityMonitor.Web.Features.Administration.Settings;
using EquityMonitor.Web.Jobs;
using EquityMonitor.Web.SignIn;
using EquityMonitor.Web.Tests.Host;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace EquityMonitor.Web.Tests.Features.Administration;

public sealed class SettingsTests : AdministrationContext
{
    private static readonly string[] Sections = ["Data", "Database", "ConnectionStrings", "Privacy", "Registry", "Retention", "Simulation", "Sources", "Jobs", "Authentication"];

    private static readonly string[] Secrets =
    [
        "--ConnectionStrings:Hospital=Host=db;Password=hidden-one", "--ConnectionStrings:Jobs=Server=db;Password=hidden-two",
        "--Authentication:OpenIdConnect:ClientSecret=hidden-three", "--Authentication:OpenIdConnect:ClientId=equitymonitor", "--Authentication:OpenIdConnect:Authority=https://login.example.org",
        "--Authentication:Demo=false",
    ];

    [Fact]
    public void Catalogue_KnowsEveryKeyThatTheProgramReads()
    {
        using var folder = new WebFolder();
        var asked = new AskedKeys();
        using var app = WebHost.Build(folder.Args(), builder => ((IConfigurationBuilder)builder.Configuration).Add(asked));
        var configuration = app.Services.GetRequiredService<IConfiguration>();
        SignInSettings.Read(configuration, demoByDefault: true);
        JobsSettings.Read(configuration, databaseIsEmbedded: true);
        _ = app.Services.GetRequiredService<SettingsReader>().Read();

        var read = asked.Keys.Where(key => Sections.Contains(key.Split(':')[0], StringComparer.OrdinalIgnoreCase) && key.Contains(':')).ToList();

        read.ShouldContain("Jobs:NightlyCron");
        read.ShouldContain("Authentication:SessionCheck");
        read.Where(key => !SettingCatalogue.All.Any(entry => entry.Covers(key) || entry.Key.StartsWith(key + ":", StringComparison.OrdinalIgnoreCase))).ShouldBeEmpty();
    }

    [Fact]
    public void Settings_SecretsThatAreSet_AreNeverShown()
    {
        using var folder = new WebFolder();
        using var app = WebHost.Build(folder.Args(Secrets));
        Services.AddSingleton(app.Services.GetRequiredService<SettingsReader>());

        var page = Render<SettingsPage>();

        page.WaitForElement("[data-setting='ConnectionStrings:Hospital']").QuerySelector(".value")!.TextContent.ShouldBe("set");
        page.Find("[data-setting='ConnectionStrings:Jobs'] .value").TextContent.ShouldBe("set");
        page.Find("[data-setting='ConnectionStrings:Monitor'] .value").TextContent.ShouldStartWith("not set");
        page.Find("[data-setting='Authentication:OpenIdConnect:ClientSecret'] .value").TextContent.ShouldBe("set");
        page.Find("[data-setting='Authentication:OpenIdConnect:ClientId'] .value").TextContent.ShouldBe("equitymonitor");
        page.Markup.ShouldNotContain("hidden");
    }

    [Fact]
    public void Settings_EachSource_IsNamed()
    {
        using var folder = new WebFolder();
        using var app = WebHost.Build(folder.Args("--Retention:EncounterDays=400", "--Privacy:SmallCells=15"));
        var settings = app.Services.GetRequiredService<SettingsReader>().Read().Groups.SelectMany(group => group.Settings).ToDictionary(setting => setting.Key);

        Of("Retention:EncounterDays").ShouldBe(("400\u00A0days", "command line", false));
        Of("Retention:QuarantineDays").ShouldBe(("90\u00A0days", "default", true));
        Of("Serilog:MinimumLevel:Override:Hangfire").ShouldBe(("Warning", "appsettings.json", false));
        Of("Privacy:HashKeyFile").ShouldBe((Path.Combine(folder.Root, "data", "hash.key"), "default", true));
        Of("Privacy:SmallCells").ShouldBe(("15", "command line", false));
        settings["Retention:EncounterDays"].EnvironmentName.ShouldBe("Retention__EncounterDays");

        (string Value, string Source, bool IsDefault) Of(string key) => (settings[key].Value, settings[key].Source, settings[key].IsDefault);
    }

    [Fact]
    public void Source_OfAnEnvironmentVariable_IsNamedUnlessSomethingStrongerSays()
    {
        const string Variable = "EM_SETTINGS_TEST__Retention__EncounterDays";
        Environment.SetEnvironmentVariable(Variable, "500");
        try
        {
            var environment = new ConfigurationBuilder().AddEnvironmentVariables("EM_SETTINGS_TEST__").Build();
            SettingSource.Of(environment, "Retention:EncounterDays").ShouldBe("environment variable");
            SettingSource.Of(new ConfigurationBuilder().AddConfiguration(environment).AddCommandLine(["--Retention:EncounterDays=5"]).Build(), "Retention:EncounterDays").ShouldBe("command line");
            SettingSource.Of(new ConfigurationBuilder().AddConfiguration(environment).Build(), "Retention:EncounterDays").ShouldBe("environment variable");
            SettingSource.Of(environment, "Retention:QuarantineDays").ShouldBeNull();
        }
        finally
        {
            Environment.SetEnvironmentVariable(Variable, null);
        }
    }

    /// <summary>Knows nothing and remembers what it was asked for.</summary>
    private sealed class AskedKeys : ConfigurationProvider, IConfigurationSource
    {
        public HashSet<string> Keys { get; } = new(StringComparer.OrdinalIgnoreCase);

        public IConfigurationProvider Build(IConfigurationBuilder builder) => this;

        public override bool TryGet(string key, out string? value)
        {
            value = null;
            lock (Keys)
                Keys.Add(key);
            return false;
        }
    }
}
