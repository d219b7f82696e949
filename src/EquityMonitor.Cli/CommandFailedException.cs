namespace EquityMonitor.Cli;

/// <summary>A command that cannot be done, for a reason that the person can mend: the message says what, where and what to do.</summary>
public sealed class CommandFailedException(string message) : Exception(message);
