using EquityMonitor.Monitoring.Alerts;
using EquityMonitor.Monitoring.Audit;
using EquityMonitor.Monitoring.Encounters;
using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Evidence;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Monitoring.Rules;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace EquityMonitor.Monitoring.Data;

/// <summary>The monitor's own database. Provider-free: each project below db/ configures a provider and holds its migrations.</summary>
public sealed class MonitorDbContext(DbContextOptions<MonitorDbContext> options) : DbContext(options)
{
    public DbSet<Model> Models => Set<Model>();
    public DbSet<DefinitionRevision> DefinitionRevisions => Set<DefinitionRevision>();
    public DbSet<PullState> PullStates => Set<PullState>();
    public DbSet<EncounterDay> EncounterDays => Set<EncounterDay>();
    public DbSet<EncounterDayContent> EncounterDayContents => Set<EncounterDayContent>();
    public DbSet<PendingDay> PendingDays => Set<PendingDay>();
    public DbSet<QuarantineCount> QuarantineCounts => Set<QuarantineCount>();
    public DbSet<Subgroup> Subgroups => Set<Subgroup>();
    public DbSet<PointSet> PointSets => Set<PointSet>();
    public DbSet<EvaluationPoint> Points => Set<EvaluationPoint>();
    public DbSet<BaselineSet> BaselineSets => Set<BaselineSet>();
    public DbSet<BaselinePoint> BaselinePoints => Set<BaselinePoint>();
    public DbSet<JudgeState> JudgeStates => Set<JudgeState>();
    public DbSet<AffectedPatients> AffectedPatients => Set<AffectedPatients>();
    public DbSet<VerdictSpell> VerdictSpells => Set<VerdictSpell>();
    public DbSet<EvidenceForm> EvidenceForms => Set<EvidenceForm>();
    public DbSet<EvidenceDay> EvidenceDays => Set<EvidenceDay>();
    public DbSet<EvidenceReset> EvidenceResets => Set<EvidenceReset>();
    public DbSet<EvidenceCheckpoint> EvidenceCheckpoints => Set<EvidenceCheckpoint>();
    public DbSet<Alert> Alerts => Set<Alert>();
    public DbSet<AlertAction> AlertActions => Set<AlertAction>();
    public DbSet<SavedView> SavedViews => Set<SavedView>();
    public DbSet<RunRecord> Runs => Set<RunRecord>();
    public DbSet<AuditEntry> AuditEntries => Set<AuditEntry>();

    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.ApplyConfigurationsFromAssembly(typeof(MonitorDbContext).Assembly);

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<DateTime>().HaveConversion<UtcDateTimeConverter>();
        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(32);
    }

    public override int SaveChanges(bool acceptAllChangesOnSuccess)
    {
        RaiseVersions();
        return base.SaveChanges(acceptAllChangesOnSuccess);
    }

    public override Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        RaiseVersions();
        return base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    private void RaiseVersions()
    {
        foreach (var entry in ChangeTracker.Entries<IVersioned>())
        {
            if (entry.State == EntityState.Modified)
                entry.Entity.Version++;
        }
    }

    /// <summary>Storage has one kind of time: UTC. A local time is a mistake and is refused rather than shifted.</summary>
    private sealed class UtcDateTimeConverter() : ValueConverter<DateTime, DateTime>(
        value => value.Kind == DateTimeKind.Utc ? value : Refuse(value),
        value => DateTime.SpecifyKind(value, DateTimeKind.Utc))
    {
        private static DateTime Refuse(DateTime value) => throw new InvalidOperationException($"Only UTC times are stored; got one of kind {value.Kind}.");
    }
}
