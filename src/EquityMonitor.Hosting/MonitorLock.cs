namespace EquityMonitor.Hosting;

/// <summary>
/// The right to write the embedded database: an exclusive handle on monitor.lock beside it. The kernel frees it however the process ends, so that a stale
/// file means nothing.
/// </summary>
internal sealed class MonitorLock : IDisposable
{
    // EWOULDBLOCK of flock(2) on Linux and macOS; ERROR_SHARING_VIOLATION on Windows.
    private const int LinuxWouldBlock = 11;
    private const int MacWouldBlock = 35;
    private const int WindowsSharingViolation = unchecked((int)0x80070020);

    private readonly FileStream _handle;

    private MonitorLock(FileStream handle) => _handle = handle;

    /// <exception cref="MonitorLockedException">Another process holds it.</exception>
    public static MonitorLock Take(string databaseFile)
    {
        var path = Path.Combine(Path.GetDirectoryName(databaseFile)!, "monitor.lock");
        try
        {
            return new(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException failure) when (failure.HResult is LinuxWouldBlock or MacWouldBlock or WindowsSharingViolation)
        {
            throw new MonitorLockedException(failure);
        }
    }

    public void Dispose() => _handle.Dispose();
}

/// <summary>Another process writes the embedded database.</summary>
public sealed class MonitorLockedException(Exception inner) : Exception("the server is running: use Operations, or stop it", inner);
