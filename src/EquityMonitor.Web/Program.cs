using EquityMonitor.Web.Composition;

return await StartFailure.GuardAsync(() => WebHost.Build(args).RunAsync(), Console.Error);
