namespace EquityMonitor.Web.Composition;

/// <summary>The program will not start as it is configured. The message says why and what to set; it is shown to the person at the terminal.</summary>
public sealed class StartRefusedException(string message) : Exception(message);
