using System.Text;
using EquityMonitor.Reporting.Audit;
using EquityMonitor.Reporting.Html.Components;
using EquityMonitor.Reporting.Html.View;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace EquityMonitor.Reporting.Html;

/// <summary>The audit for people: <c>audit.html</c>, one file that asks nothing of any server.</summary>
public static class AuditHtml
{
    public static async Task WriteAsync(AuditFigures figures, Stream stream, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(figures);
        ct.ThrowIfCancellationRequested();
        var page = await RenderAsync(AuditViewBuilder.Build(figures));
        await using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true);
        await writer.WriteAsync(page.AsMemory(), ct);
    }

    /// <summary>The page as text.</summary>
    public static async Task<string> RenderAsync(AuditView view)
    {
        await using var services = new ServiceCollection().AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance).BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
        var body = await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var parameters = ParameterView.FromDictionary(new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                [nameof(AuditPage.View)] = view,
                [nameof(AuditPage.Style)] = await StyleAsync(),
            });
            var root = await renderer.RenderComponentAsync<AuditPage>(parameters);
            return root.ToHtmlString();
        });
        return "<!DOCTYPE html>\n" + body + "\n";
    }

    private static async Task<string> StyleAsync()
    {
        await using var stream = typeof(AuditHtml).Assembly.GetManifestResourceStream("audit.css")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return await reader.ReadToEndAsync();
    }
}
