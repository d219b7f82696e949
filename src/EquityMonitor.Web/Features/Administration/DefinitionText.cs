using System.Text;
using Microsoft.AspNetCore.Components.Forms;

namespace EquityMonitor.Web.Features.Administration;

/// <summary>The text of a definition file that a person chose in the browser.</summary>
public static class DefinitionText
{
    /// <summary>Characters of a text and bytes of a file; a definition with dozens of rules has a tenth of it.</summary>
    public const int Longest = 64 * 1024;

    private const int LongestName = 100;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <returns>The text, or why the file is none.</returns>
    public static async Task<(string? Text, string? Problem)> ReadAsync(IBrowserFile file, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(file);
        if (file.Size > Longest)
            return (null, $"{NameOf(file)} has more than {Longest / 1024} KB, so it is no definition file. Choose the YAML file of one model.");
        try
        {
            await using var stream = file.OpenReadStream(Longest, cancellationToken);
            using var reader = new StreamReader(stream, Strict);
            var text = await reader.ReadToEndAsync(cancellationToken);
            return text.Contains('\0', StringComparison.Ordinal) ? (null, NoText(file)) : (text, null);
        }
        catch (DecoderFallbackException)
        {
            return (null, NoText(file));
        }
    }

    /// <summary>The name alone, for messages; nothing is read from or written to it.</summary>
    public static string NameOf(IBrowserFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        var name = file.Name.Split('/', '\\')[^1];
        return name.Length <= LongestName ? name : name[..LongestName];
    }

    private static string NoText(IBrowserFile file) => $"{NameOf(file)} is not a text in UTF-8. Save it as UTF-8, or choose the YAML file of one model.";
}
