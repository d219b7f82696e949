using System.CommandLine;
using EquityMonitor.Benchmarks.Evidence;
using EquityMonitor.Benchmarks.Ledger;

var years = new Option<int>("--years") { Description = "Simulated model-years for each scenario.", DefaultValueFactory = _ => 2000 };
var evidence = new Command("evidence", "False alarms and days to detection of four policies, by simulation; prints a Markdown table.") { years };
evidence.SetAction((result, cancellationToken) =>
{
    EvidenceStudy.Run(result.GetValue(years), Console.Out, cancellationToken);
    return Task.FromResult(0);
});
var encounters = new Option<int>("--encounters") { Description = "Encounters a day.", DefaultValueFactory = _ => 1000 };
var replay = new Command("replay", "Replaying the evidence ledger of two years, 903 subgroups and 3 rules.") { encounters };
replay.SetAction((result, _) =>
{
    ReplayBenchmark.Run(result.GetValue(encounters), Console.Out);
    return Task.FromResult(0);
});
var history = new Option<int>("--history") { Description = "Days before the measured nights.", DefaultValueFactory = _ => 730 };
var nightly = new Command("nightly", "One new encounter day after a history: evaluation and judging, singles and pairs.") { encounters, history };
nightly.SetAction(async (result, cancellationToken) =>
{
    await NightlyBenchmark.RunAsync(result.GetValue(encounters), result.GetValue(history), Console.Out, cancellationToken);
    return 0;
});
return await new RootCommand("Measurements that are too long for a test.") { evidence, replay, nightly }.Parse(args).InvokeAsync();
