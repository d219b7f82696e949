using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Web.Features.Overview;

namespace EquityMonitor.Web.Tests.Features;

public sealed class ExampleDefinitionTests
{
    [Fact]
    public void ExampleDefinition_ReadByTheRealReader_HasNoProblem()
    {
        var result = ModelDefinitionYaml.Parse(ExampleDefinition.Yaml, "readmission.yaml", DefinitionUse.Monitoring);

        result.Problems.ShouldBeEmpty();
        result.Definition!.Rules.Count.ShouldBe(2);
    }
}
