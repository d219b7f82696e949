using System.Globalization;
using System.Numerics;
using EquityMonitor.Monitoring.Sources;

namespace EquityMonitor.Monitoring.Tests.Sources;

public sealed class FieldValueTests
{
    public static TheoryData<object, double> Numbers => new()
    {
        { 0.15, 0.15 }, { 0.15f, 0.15 }, { 0.15m, 0.15 }, { 3L, 3 }, { (byte)1, 1 }, { new BigInteger(12), 12 }, { "1e-3", 0.001 }, { " -2.5 ", -2.5 },
    };

    [Theory]
    [MemberData(nameof(Numbers))]
    public void TryNumber_OfWhatProvidersGive_IsTheNumber(object value, double expected)
    {
        FieldValue.TryNumber(value, out var number).ShouldBeTrue();
        number.ShouldBe(expected);
    }

    [Theory]
    [InlineData("0,15")]
    [InlineData("NaN")]
    [InlineData("1 000")]
    [InlineData("∞")]
    [InlineData(double.PositiveInfinity)]
    [InlineData(float.NaN)]
    [InlineData(true)]
    public void TryNumber_OfAnythingElse_Fails(object value) => FieldValue.TryNumber(value, out _).ShouldBeFalse();

    [Theory]
    [InlineData(1, (byte)1)]
    [InlineData("0", (byte)0)]
    [InlineData("1.0", (byte)1)]
    [InlineData(false, (byte)0)]
    [InlineData("True", (byte)1)]
    public void TryOutcome_OfWhatProvidersGive_IsZeroOrOne(object value, byte expected)
    {
        FieldValue.TryOutcome(value, out var outcome).ShouldBeTrue();
        outcome.ShouldBe(expected);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(0.5)]
    [InlineData("yes")]
    [InlineData(-1)]
    public void TryOutcome_OfAnythingElse_Fails(object value) => FieldValue.TryOutcome(value, out _).ShouldBeFalse();

    [Fact]
    public void Text_OfValues_DoesNotDependOnCulture()
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
        try
        {
            FieldValue.Text(1.5).ShouldBe("1.5");
            FieldValue.Text(3.00m).ShouldBe("3");
            FieldValue.Text(new DateTime(2026, 1, 5)).ShouldBe("2026-01-05");
            FieldValue.Text(true).ShouldBe("true");
            FieldValue.Text(new byte[] { 1, 255 }).ShouldBe("01ff");
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
