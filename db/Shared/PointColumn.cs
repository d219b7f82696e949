using EquityMonitor.Monitoring.Data;
using EquityMonitor.Monitoring.Evaluation;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace EquityMonitor.Db;

/// <summary>
/// One column of the points table as the EF model declares it. Both point writers take their columns from here, so that a property added to
/// <see cref="EvaluationPoint"/> is written without anyone having to remember it.
/// </summary>
internal sealed class PointColumn
{
    private readonly IClrPropertyGetter _getter;
    private readonly Func<object?, object?>? _convert;

    private PointColumn(string name, IProperty property)
    {
        Name = name;
        Mapping = property.GetRelationalTypeMapping();
        IsNullable = property.IsColumnNullable();
        _getter = property.GetGetter();
        _convert = Mapping.Converter?.ConvertToProvider;
    }

    public string Name { get; }

    public RelationalTypeMapping Mapping { get; }

    public bool IsNullable { get; }

    /// <summary>The type of <see cref="ValueOf"/> where it is not null.</summary>
    public Type StoredType
    {
        get
        {
            var type = Mapping.Converter?.ProviderClrType ?? Mapping.ClrType;
            return Nullable.GetUnderlyingType(type) ?? type;
        }
    }

    /// <summary>The value as the database stores it: converted, and DBNull for null.</summary>
    public object ValueOf(EvaluationPoint point)
    {
        var value = _getter.GetClrValueUsingContainingEntity(point);
        if (value is not null && _convert is not null)
            value = _convert(value);
        return value ?? DBNull.Value;
    }

    /// <summary>The points table, quoted for the context's provider, and its columns in the model's order.</summary>
    public static (string Table, IReadOnlyList<PointColumn> Columns) Of(MonitorDbContext context)
    {
        var entity = context.Model.FindEntityType(typeof(EvaluationPoint))
            ?? throw new InvalidOperationException("The model has no evaluation points.");
        var table = StoreObjectIdentifier.Create(entity, StoreObjectType.Table)
            ?? throw new InvalidOperationException("Evaluation points are not mapped to a table.");
        if (entity.GetNavigations().Any())
            throw new InvalidOperationException("A point writer writes one flat row per point: evaluation points may have no navigations.");
        if (entity.GetComplexProperties().Any())
            throw new InvalidOperationException("A point writer writes one flat row per point: evaluation points may have no complex properties.");
        var columns = entity.GetProperties()
            .Select(property => new PointColumn(property.GetColumnName(table) ?? throw new InvalidOperationException($"{property.Name} has no column."), property))
            .ToArray();
        var quoted = context.GetService<ISqlGenerationHelper>().DelimitIdentifier(table.Name, table.Schema);
        return (quoted, columns);
    }
}
