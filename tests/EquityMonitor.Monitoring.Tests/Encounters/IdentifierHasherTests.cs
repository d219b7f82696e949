using EquityMonitor.Monitoring.Encounters;

namespace EquityMonitor.Monitoring.Tests.Encounters;

public sealed class IdentifierHasherTests
{
    // Golden values: Python 3 hmac and hashlib, HMAC-SHA256 over one domain byte and the UTF-8 id, cut to 16 bytes.
    [Fact]
    public void Hash_KnownKeyAndId_EqualsTheGoldenValue()
    {
        var hasher = Fixtures.Hasher();

        hasher.Patient("MRN-0001").ToString("x32").ShouldBe("99d8a9c0797f32f9c16049e43a47ce3f");
        hasher.Encounter("MRN-0001").ToString("x32").ShouldBe("5bd43e8269e9bbd425795c976bc0e110");
        hasher.Encounter(new string('é', 400)).ToString("x32").ShouldBe("ccfdce63f19a95145393caeb741c1e37");
        hasher.KeyId.ShouldBe("db999c6abf91a2f7");
    }

    [Fact]
    public void Hash_AnotherKey_GivesOtherHashesAndAnotherKeyId()
    {
        var other = new IdentifierHasher([.. Fixtures.Key.Select(value => (byte)(value ^ 1))]);

        other.KeyId.ShouldNotBe(Fixtures.Hasher().KeyId);
        other.Patient("MRN-0001").ShouldNotBe(Fixtures.Hasher().Patient("MRN-0001"));
    }

    [Fact]
    public void Constructor_ShortKey_IsRefused() =>
        Should.Throw<ArgumentException>(() => new IdentifierHasher(new byte[15])).Message.ShouldContain("15 bytes");
}
