using System.Xml.Linq;
using EquityMonitor.Web.Features.Help;

namespace EquityMonitor.Web.Tests.Features.Help;

public sealed class LicencesTests
{
    [Fact]
    public void Licences_EveryShippedPackage_HasOne()
    {
        ShippedPackages.All.Count.ShouldBeGreaterThan(60);
        ShippedPackages.All.Where(package => package.Licence is null).Select(package => package.Name).ShouldBeEmpty("Write the licence of these packages into Licences.cs.");
    }

    [Fact]
    public void Licences_NamesNothingThatIsNotShipped() =>
        Licences.Packages.Except(ShippedPackages.All.Select(package => package.Name), StringComparer.OrdinalIgnoreCase).ShouldBeEmpty("Remove these packages from Licences.cs.");

    [Fact]
    public void Licences_OfWorksInsidePackages_NamePackagesThatAreShipped() =>
        Licences.Contained.Select(work => work.Within).Where(name => name != "the runtime").Except(ShippedPackages.All.Select(package => package.Name)).ShouldBeEmpty();

    [Fact]
    public void ShippedPackages_HaveTheVersionsThatAreDeclared()
    {
        var declared = XDocument.Load(Path.Combine(Root(), "Directory.Packages.props")).Descendants("PackageVersion")
            .ToDictionary(version => version.Attribute("Include")!.Value, version => version.Attribute("Version")!.Value, StringComparer.OrdinalIgnoreCase);

        var known = ShippedPackages.All.Where(package => declared.ContainsKey(package.Name)).ToList();

        known.Count.ShouldBeGreaterThan(25);
        foreach (var package in known)
            package.Version.ShouldBe(declared[package.Name], package.Name);
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "EquityMonitor.sln")))
            folder = folder.Parent.ShouldNotBeNull();
        return folder.FullName;
    }
}
