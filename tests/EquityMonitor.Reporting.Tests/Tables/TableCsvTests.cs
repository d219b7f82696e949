using System.Globalization;
using System.Text;
using EquityMonitor.Reporting.Tables;

namespace EquityMonitor.Reporting.Tests.Tables;

public sealed class TableCsvTests
{
    [Fact]
    public async Task Table_EveryKindOfCell_IsWrittenForProgramsAndSafeForSpreadsheets()
    {
        var table = new DataTable(
            "groups",
            [DataColumn.Text("group"), DataColumn.Count("patients"), DataColumn.Number("oe"), DataColumn.Share("share"), DataColumn.Day("day"), DataColumn.Moment("at")],
            [
                ["=1+1, \"quoted\"", 1234L, -0.1, 1.0 / 3, new DateOnly(2026, 9, 3), new DateTime(2026, 9, 3, 2, 10, 5, DateTimeKind.Utc)],
                [null, null, null, null, null, null],
            ]);
        var culture = CultureInfo.CurrentCulture;
        using var stream = new MemoryStream();
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
            await TableCsv.WriteAsync(table, stream, TestContext.Current.CancellationToken);
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }

        Encoding.UTF8.GetString(stream.ToArray()).TrimStart('\uFEFF').ReplaceLineEndings("\n").ShouldBe(
            "group,patients,oe,share,day,at\n\"'=1+1, \"\"quoted\"\"\",1234,-0.1,0.3333333333333333,2026-09-03,2026-09-03T02:10:05Z\n,,,,,\n");
    }
}
