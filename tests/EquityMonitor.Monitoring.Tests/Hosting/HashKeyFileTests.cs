using EquityMonitor.Hosting;
using EquityMonitor.Monitoring.Encounters;

namespace EquityMonitor.Monitoring.Tests.Hosting;

public sealed class HashKeyFileTests
{
    [Fact]
    public void Read_EmbeddedAndMissing_MakesAKeyForTheOwnerAloneAndKeepsIt()
    {
        using var folder = new TestFolder();
        var options = new PrivacyOptions { HashKeyFile = folder.File("data/hash.key"), CreateIfMissing = true };

        var made = HashKeyFile.Read(options);

        made.Length.ShouldBe(32);
        HashKeyFile.Read(options).ShouldBe(made);
        Directory.GetFiles(folder.File("data")).ShouldBe([options.HashKeyFile]);
        if (!OperatingSystem.IsWindows())
            File.GetUnixFileMode(options.HashKeyFile).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public void Read_ServerAndMissing_SaysHowToMakeIt()
    {
        using var folder = new TestFolder();

        var refused = Should.Throw<HashKeyException>(() => HashKeyFile.Read(new PrivacyOptions { HashKeyFile = folder.File("hash.key") }));

        refused.Message.ShouldContain("Privacy__HashKeyFile");
        refused.Message.ShouldContain("openssl rand -base64 32");
        File.Exists(folder.File("hash.key")).ShouldBeFalse();
    }

    [Theory]
    [InlineData(UnixFileMode.OtherRead)]
    [InlineData(UnixFileMode.GroupRead)]
    [InlineData(UnixFileMode.GroupWrite)]
    public void Read_OthersHaveRights_IsRefusedWithTheCommandThatHelps(UnixFileMode others)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no Unix file modes.");
        if (OperatingSystem.IsWindows())
            return;
        using var folder = new TestFolder();
        var options = new PrivacyOptions { HashKeyFile = folder.File("hash.key"), CreateIfMissing = true };
        HashKeyFile.Read(options);
        File.SetUnixFileMode(options.HashKeyFile, UnixFileMode.UserRead | UnixFileMode.UserWrite | others);

        Should.Throw<HashKeyException>(() => HashKeyFile.Read(options)).Message.ShouldContain($"chmod 600 {options.HashKeyFile}");
    }

    [Theory]
    [InlineData("")]
    [InlineData("not base64!")]
    [InlineData("c2hvcnQ=")]
    public void Read_NoKeyInTheFile_IsRefusedWithoutRepeatingIt(string content)
    {
        using var folder = new TestFolder();
        var options = new PrivacyOptions { HashKeyFile = folder.File("hash.key"), CreateIfMissing = true };
        HashKeyFile.Read(options);
        File.WriteAllText(options.HashKeyFile, content);

        var refused = Should.Throw<HashKeyException>(() => HashKeyFile.Read(options));

        refused.Message.ShouldContain("base64 of at least 16 random bytes");
        if (content.Length > 0)
            refused.Message.ShouldNotContain(content);
    }

    [Fact]
    public void Read_RotatedKey_HasAnotherKeyId()
    {
        using var folder = new TestFolder();
        var options = new PrivacyOptions { HashKeyFile = folder.File("hash.key"), CreateIfMissing = true };
        var before = new IdentifierHasher(HashKeyFile.Read(options)).KeyId;
        File.Delete(options.HashKeyFile);

        var after = new IdentifierHasher(HashKeyFile.Read(options)).KeyId;

        after.ShouldNotBe(before);
    }
}
