using System.Runtime.CompilerServices;
using Bunit;

namespace EquityMonitor.Web.Tests;

/// <summary>How long a test waits for a page before it fails: far longer than a busy machine takes, since only a failing test waits that long.</summary>
internal static class Waiting
{
    [ModuleInitializer]
    internal static void BePatient() => BunitContext.DefaultWaitTimeout = TimeSpan.FromMinutes(1);
}
