// Every test starts a server that uses all cores: side by side they would measure each other.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
[assembly: AssemblyFixture(typeof(EquityMonitor.EndToEnd.Tests.Harness.FinishedHospital))]
