using System.Text;
using Spectre.Console;

namespace EquityMonitor.Cli;

/// <summary>What a command talks to: the streams, the clock, and settings that stand above environment and files.</summary>
public sealed record Terminal(IAnsiConsole Console, TextWriter Out, TextWriter Error, TimeProvider Time)
{
    /// <summary>Where there is no window that has a width.</summary>
    private const int LineWidth = 160;

    /// <summary>Configuration keys and values that win over every other source.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>(StringComparer.Ordinal);

    /// <summary>A person can be asked.</summary>
    public bool Interactive { get; init; }

    /// <summary>How long a cancelled command may take to end; null leaves the signals of the process alone.</summary>
    public TimeSpan? Termination { get; init; }

    /// <summary>The terminal of this process.</summary>
    public static Terminal OfProcess()
    {
        if (System.Console.IsOutputRedirected)
        {
            System.Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
            AnsiConsole.Profile.Width = LineWidth;
        }

        return new Terminal(AnsiConsole.Console, System.Console.Out, System.Console.Error, TimeProvider.System)
        {
            Interactive = !System.Console.IsInputRedirected && !System.Console.IsOutputRedirected,
            Termination = TimeSpan.FromSeconds(20),
        };
    }

    /// <summary>A terminal that writes plain text.</summary>
    public static Terminal Of(TextWriter output, TextWriter error, TimeProvider time)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(output),
        });
        console.Profile.Width = LineWidth;
        return new Terminal(console, output, error, time);
    }
}
