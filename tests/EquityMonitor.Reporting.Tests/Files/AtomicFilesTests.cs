using EquityMonitor.Reporting.Files;

namespace EquityMonitor.Reporting.Tests.Files;

public sealed class AtomicFilesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("equitymonitor-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Write_OverOlderFiles_ReplacesThemAndLeavesNothingElse()
    {
        var ct = TestContext.Current.CancellationToken;
        await File.WriteAllTextAsync(Path.Combine(_folder, "a.txt"), "old", ct);

        await AtomicFiles.WriteAsync(_folder, [("a.txt", Text("new a")), ("b.txt", Text("new b"))], ct);

        Names().ShouldBe(["a.txt", "b.txt"]);
        (await File.ReadAllTextAsync(Path.Combine(_folder, "a.txt"), ct)).ShouldBe("new a");
    }

    [Fact]
    public async Task Write_ThatFailsAtTheSecondFile_LeavesTheOlderFilesAsTheyWere()
    {
        var ct = TestContext.Current.CancellationToken;
        await File.WriteAllTextAsync(Path.Combine(_folder, "a.txt"), "old", ct);

        await Should.ThrowAsync<IOException>(() =>
            AtomicFiles.WriteAsync(_folder, [("a.txt", Text("new a")), ("b.txt", (_, _) => throw new IOException("disk full"))], ct));

        Names().ShouldBe(["a.txt"]);
        (await File.ReadAllTextAsync(Path.Combine(_folder, "a.txt"), ct)).ShouldBe("old");
    }

    [Fact]
    public async Task Write_CancelledHalfWay_LeavesNothing()
    {
        using var source = new CancellationTokenSource();

        await Should.ThrowAsync<OperationCanceledException>(() => AtomicFiles.WriteAsync(
            _folder,
            [("a.txt", async (stream, token) =>
            {
                await Text("half")(stream, token);
                await source.CancelAsync();
            })],
            source.Token));

        Names().ShouldBeEmpty();
    }

    private IEnumerable<string> Names() => Directory.EnumerateFileSystemEntries(_folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal);

    private static Func<Stream, CancellationToken, Task> Text(string text) => (stream, token) => stream.WriteAsync(System.Text.Encoding.UTF8.GetBytes(text), token).AsTask();
}
