using EquityMonitor.Web.Components;
using Microsoft.Extensions.Time.Testing;

namespace EquityMonitor.Web.Tests.Components;

public sealed class LiveRefreshTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 9, 3, 2, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task Request_Alone_RefreshesAtOnce()
    {
        var count = 0;
        await using var live = new LiveRefresh(_time, Second, _ => Counted(ref count));

        live.Request();
        _time.Advance(TimeSpan.Zero);

        count.ShouldBe(1);
    }

    [Fact]
    public async Task Request_ManyWithinASecond_RefreshOnceMoreAfterIt()
    {
        var count = 0;
        await using var live = new LiveRefresh(_time, Second, _ => Counted(ref count));

        for (var i = 0; i < 100; i++)
        {
            live.Request();
            _time.Advance(TimeSpan.FromMilliseconds(5));
        }

        count.ShouldBe(1);
        _time.Advance(Second);
        count.ShouldBe(2);
        _time.Advance(10 * Second);
        count.ShouldBe(2);
    }

    [Fact]
    public async Task Request_WhileARefreshRuns_IsServedByTheNext()
    {
        var count = 0;
        var running = new TaskCompletionSource();
        await using var live = new LiveRefresh(_time, Second, _ => ++count == 1 ? running.Task : Task.CompletedTask);
        live.Request();
        _time.Advance(TimeSpan.Zero);

        live.Request();
        _time.Advance(5 * Second);
        count.ShouldBe(1, "refreshes never overlap");

        running.SetResult();
        _time.Advance(Second);
        count.ShouldBe(2);
    }

    [Fact]
    public async Task Request_AfterDispose_DoesNothing()
    {
        var count = 0;
        var live = new LiveRefresh(_time, Second, _ => Counted(ref count));
        await live.DisposeAsync();

        live.Request();
        _time.Advance(5 * Second);

        count.ShouldBe(0);
    }

    private static Task Counted(ref int count)
    {
        count++;
        return Task.CompletedTask;
    }
}
