using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using EquityMonitor.Monitoring.Registry;

namespace EquityMonitor.Monitoring.Encounters;

/// <summary>
/// The highest change value that was seen, as it is stored: the value, and a short hash of the clock that it was read from (source, changedAt, zone). A value
/// from another clock says nothing about this one, so it counts as none, and the next look begins at the first day again.
/// </summary>
internal static class Watermark
{
    private const int HashLetters = 16;

    public static string Write(DateTime highest, ModelDefinition definition) => $"{highest.ToString("O", CultureInfo.InvariantCulture)} {Clock(definition)}";

    /// <returns>Null when there is none, or it belongs to another clock.</returns>
    public static DateTime? Read(string? stored, ModelDefinition definition)
    {
        var parts = stored?.Split(' ') ?? [];
        return parts.Length == 2 && parts[1] == Clock(definition) ? DateTime.ParseExact(parts[0], "O", CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind) : null;
    }

    private static string Clock(ModelDefinition definition)
    {
        string[] parts =
        [
            definition.Source?.Provider ?? "", definition.Source?.Connection ?? "", definition.ChangedAt?.Column ?? "", definition.ChangedAt?.Query ?? "", definition.Time?.Zone.Id ?? "",
        ];
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', parts))))[..HashLetters];
    }
}
