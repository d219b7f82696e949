using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;

namespace EquityMonitor.Db.SqlServer;

/// <summary>
/// Texts that identify something are compared ordinally, as the program compares them. Most databases on SQL Server have a collation that ignores case,
/// and would refuse the subgroup <c>race=black</c> beside <c>race=Black</c>.
/// </summary>
internal sealed class OrdinalKeys(ModelCustomizerDependencies dependencies) : RelationalModelCustomizer(dependencies)
{
    private const string Collation = "Latin1_General_100_BIN2";

    public override void Customize(ModelBuilder modelBuilder, DbContext context)
    {
        base.Customize(modelBuilder, context);
        foreach (var property in modelBuilder.Model.GetEntityTypes().SelectMany(entity => entity.GetProperties()))
        {
            if ((property.IsKey() || property.IsIndex()) && property.ClrType == typeof(string))
                property.SetCollation(Collation);
        }
    }
}
