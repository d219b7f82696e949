using EquityMonitor.Web.Composition;

return await StartFailure.GuardAsync(() => WebHost.RunAsync(args), Console.Error);
