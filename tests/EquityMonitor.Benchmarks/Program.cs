using System.CommandLine;
using EquityMonitor.Benchmarks.Coverage;
using EquityMonitor.Benchmarks.Evidence;
using EquityMonitor.Benchmarks.Explore;
using EquityMonitor.Benchmarks.Fixture;
using EquityMonitor.Benchmarks.Ledger;

var years = new Option<int>("--years") { Description = "Simulated model-years for each scenario.", DefaultValueFactory = _ => 2000 };
var changes = new Option<int>("--changes") { Description = "Simulated changes for each row of days to detection; 0 leaves them out.", DefaultValueFactory = _ => 400 };
var data = new Option<Difficulty[]>("--data") { Description = "Only these kinds of data.", AllowMultipleArgumentsPerToken = true };
var betting = new Option<Betting>("--betting") { Description = "How peek-safe evidence bets; as in use when not given.", DefaultValueFactory = _ => Betting.UpperLimit };
var threads = new Option<int>("--threads") { Description = "How many years are simulated at a time.", DefaultValueFactory = _ => Environment.ProcessorCount };
var evidence = new Command("evidence", "False alarms and days to detection of four policies, by simulation; prints Markdown tables.") { years, changes, data, betting, threads };
evidence.SetAction((result, cancellationToken) =>
{
    EvidenceStudy.Run(result.GetValue(years), result.GetValue(changes), result.GetValue(data) ?? [], result.GetValue(betting), result.GetValue(threads), Console.Out, cancellationToken);
    return Task.FromResult(0);
});

var draws = new Option<int>("--draws") { Description = "Simulated samples for each size and rate.", DefaultValueFactory = _ => 10_000 };
var coverage = new Command("coverage", "How often the intervals of EquityMonitor.Statistics hold the truth, by simulation; prints Markdown tables.") { draws };
coverage.SetAction((result, cancellationToken) =>
{
    CoverageStudy.Run(result.GetValue(draws), Console.Out, cancellationToken);
    return Task.FromResult(0);
});

var encounters = new Option<int>("--encounters") { Description = "Encounters of the period, over a year and 8 dimensions.", DefaultValueFactory = _ => 1_000_000 };
var runs = new Option<int>("--runs") { Description = "Times that each step is measured, after one that is not.", DefaultValueFactory = _ => 7 };
var explore = new Command("explore", "How long the exploring of a period takes; prints a Markdown table.") { encounters, runs };
explore.SetAction((result, cancellationToken) => ExploreStudy.RunAsync(result.GetValue(encounters), result.GetValue(runs), Console.Out, cancellationToken));
var scan = new Command("scan", "How long the search for hidden subgroups of up to three dimensions takes; prints a Markdown table.") { encounters, runs };
scan.SetAction((result, cancellationToken) =>
{
    ScanStudy.Run(result.GetValue(encounters), result.GetValue(runs), Console.Out, cancellationToken);
    return Task.FromResult(0);
});

var daily = new Option<int>("--daily") { Description = "Encounters a day.", DefaultValueFactory = _ => 1000 };
var history = new Option<int>("--history") { Description = "Days before the measured nights.", DefaultValueFactory = _ => 730 };
var replay = new Command("replay", "Replaying the evidence ledger of two years, 903 subgroups and 3 rules.") { daily };
replay.SetAction((result, _) =>
{
    ReplayBenchmark.Run(result.GetValue(daily), Console.Out);
    return Task.FromResult(0);
});
var calibration = new Option<bool>("--calibration") { Description = "With a rule about the calibration slope, so that points keep its fits." };
var nightly = new Command("nightly", "One new encounter day after a history: evaluation and judging, singles and pairs.") { daily, history, calibration };
nightly.SetAction(async (result, cancellationToken) =>
{
    await NightlyBenchmark.RunAsync(
        result.GetValue(calibration) ? LargeModel.WithCalibration : LargeModel.Definition, result.GetValue(daily), result.GetValue(history), Console.Out, cancellationToken);
    return 0;
});

var fixture = new Command("fixture", "Writes the simulated encounters that other tools compute golden values of EquityMonitor.Statistics on.");
fixture.SetAction((_, _) =>
{
    FixtureEncounters.Write(Console.Out);
    return Task.FromResult(0);
});

return await new RootCommand("Measurements that are too long for a test.") { evidence, coverage, explore, scan, replay, nightly, fixture }.Parse(args).InvokeAsync();
