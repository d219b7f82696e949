using System.CommandLine;
using EquityMonitor.Benchmarks.Evidence;

var years = new Option<int>("--years") { Description = "Simulated model-years for each scenario.", DefaultValueFactory = _ => 2000 };
var evidence = new Command("evidence", "False alarms and days to detection of four policies, by simulation; prints a Markdown table.") { years };
evidence.SetAction((result, cancellationToken) =>
{
    EvidenceStudy.Run(result.GetValue(years), Console.Out, cancellationToken);
    return Task.FromResult(0);
});
return await new RootCommand("Measurements that are too long for a test.") { evidence }.Parse(args).InvokeAsync();
