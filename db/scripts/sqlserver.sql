IF OBJECT_ID(N'[__EFMigrationsHistory]') IS NULL
BEGIN
    CREATE TABLE [__EFMigrationsHistory] (
        [MigrationId] nvarchar(150) NOT NULL,
        [ProductVersion] nvarchar(32) NOT NULL,
        CONSTRAINT [PK___EFMigrationsHistory] PRIMARY KEY ([MigrationId])
    );
END;
GO

BEGIN TRANSACTION;
IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261123152309_Initial'
)
BEGIN
    CREATE TABLE [AuditEntries] (
        [Id] int NOT NULL IDENTITY,
        [At] datetime2 NOT NULL,
        [Who] nvarchar(200) NOT NULL,
        [What] nvarchar(100) NOT NULL,
        [Subject] nvarchar(200) NOT NULL,
        [Details] nvarchar(4000) NULL,
        CONSTRAINT [PK_AuditEntries] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261123152309_Initial'
)
BEGIN
    CREATE TABLE [Models] (
        [Id] int NOT NULL IDENTITY,
        [Key] nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Name] nvarchar(200) NOT NULL,
        [DefinitionYaml] nvarchar(max) NOT NULL,
        [DefinitionHash] nvarchar(64) NOT NULL,
        [Revision] int NOT NULL,
        [AlertsFrom] date NOT NULL,
        [RegisteredAt] datetime2 NOT NULL,
        [AppliedFileHash] nvarchar(64) NULL,
        [Version] int NOT NULL,
        CONSTRAINT [PK_Models] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261123152309_Initial'
)
BEGIN
    CREATE TABLE [Points] (
        [ModelId] int NOT NULL,
        [Window] int NOT NULL,
        [AsOf] date NOT NULL,
        [SubgroupId] int NOT NULL,
        [Fingerprint] bigint NOT NULL,
        [ComplementAuroc] float NULL,
        [ComplementAurocVariance] float NULL,
        [Psi] float NULL,
        [PsiBins] int NULL,
        [BaselineScored] bigint NULL,
        [Ks] float NULL,
        [KsPValue] float NULL,
        [ComplementClusterVariances] varbinary(max) NULL,
        [Scored] bigint NOT NULL,
        [Flagged] bigint NOT NULL,
        [Responded] bigint NOT NULL,
        [Overridden] bigint NOT NULL,
        [Patients] bigint NULL,
        [Mature] bigint NOT NULL,
        [TruePositives] bigint NOT NULL,
        [FalsePositives] bigint NOT NULL,
        [FalseNegatives] bigint NOT NULL,
        [TrueNegatives] bigint NOT NULL,
        [SumScore] float NOT NULL,
        [SumSquaredError] float NOT NULL,
        [SumFourthPowerError] float NOT NULL,
        [SumSquaredErrorOfPositives] float NOT NULL,
        [Auroc] float NULL,
        [AurocVariance] float NULL,
        [AveragePrecision] float NULL,
        [AveragePrecisionDesignEffect] float NULL,
        [Calibration] varbinary(max) NULL,
        [ClusterVariances] varbinary(max) NULL,
        CONSTRAINT [PK_Points] PRIMARY KEY ([ModelId], [Window], [AsOf], [SubgroupId])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261123152309_Initial'
)
BEGIN
    CREATE TABLE [SavedViews] (
        [Id] int NOT NULL IDENTITY,
        [Owner] nvarchar(255) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Name] nvarchar(60) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Query] nvarchar(1000) NOT NULL,
        [CreatedAt] datetime2 NOT NULL,
        CONSTRAINT [PK_SavedViews] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261123152309_Initial'
)
BEGIN
    CREATE TABLE [AffectedPatients] (
        [ModelId] int NOT NULL,
        [AsOf] date NOT NULL,
        [Window] int NOT NULL,
        [Affected] bigint NOT NULL,
        [Total] bigint NOT NULL,
        [CountsPatients] bit NOT NULL,
        [Fingerprint] bigint NOT NULL,
        CONSTRAINT [PK_AffectedPatients] PRIMARY KEY ([ModelId]),
        CONSTRAINT [FK_AffectedPatients_Models_ModelId] FOREIGN KEY ([ModelId]) REFERENCES [Models] ([Id]) ON DELETE CASCADE
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261123152309_Initial'
)
BEGIN
    CREATE TABLE [BaselineSets] (
        [ModelId] int NOT NULL,
        [Version] nvarchar(max) NOT NULL,
        [From] date NOT NULL,
        [To] date NOT NULL,
        [Fingerprint] bigint NOT NULL,
        CONSTRAINT [PK_BaselineSets] PRIMARY KEY ([ModelId]),
        CONSTRAINT [FK_BaselineSets_Models_ModelId] FOREIGN KEY ([ModelId]) REFERENCES [Models] ([Id]) ON DELETE CASCADE
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261123152309_Initial'
)
BEGIN
    CREATE TABLE [DefinitionRevisions] (
        [ModelId] int NOT NULL,
        [Revision] int NOT NULL,
        [Yaml] nvarchar(max) NOT NULL,
        [Hash] nvarchar(64) NOT NULL,
        [AppliedAt] datetime2 NOT NULL,
        [AppliedBy] nvarchar(200) NOT NULL,
        [Effect] nvarchar(1000) NOT NULL,
        CONSTRAINT [PK_DefinitionRevisions] PRIMARY KEY ([ModelId], [Revision]),
        CONSTRAINT [FK_DefinitionRevisions_Models_ModelId] FOREIGN KEY ([ModelId]) REFERENCES [Models] ([Id]) ON DELETE CASCADE
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261123152309_Initial'
)
BEGIN
    CREATE TABLE [EncounterDays] (
        [ModelId] int NOT NULL,
        [Day] date NOT NULL,
        [ContentHash] nvarchar(64) NOT NULL,
        [KeyId] nvarchar(64) NOT NULL,
        [Rows] int NOT NULL,
        [KnownOutcomes] int NOT NULL,
        [Revision] int NOT NULL,
        [PulledAt] datetime2 NOT NULL,
        CONSTRAINT [PK_EncounterDays] PRIMARY KEY ([ModelId], [Day]),
        CONSTRAINT [FK_EncounterDays_Models_ModelId] FOREIGN KEY ([ModelId]) REFERENCES [Models] ([Id]) ON DELETE CASCADE
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261123152309_Initial'
)
BEGIN
    CREATE TABLE [EvidenceForms] (
        [ModelId] int NOT NULL,
        [RuleKey] nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Since] int NOT NULL,
        [From] date NOT NULL,
        [Basis] nvarchar(max) NOT NULL,
        CONSTRAINT [PK_EvidenceForms] PRIMARY KEY ([ModelId], [RuleKey], [Since]),
        CONSTRAINT [FK_EvidenceForms_Models_ModelId] FOREIGN KEY ([ModelId]) REFERENCES [Models] ([Id]) ON DELETE NO ACTION
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261123152309_Initial'
)
BEGIN
    CREATE TABLE [JudgeStates] (
        [ModelId] int NOT NULL,
        [JudgedThrough] date NOT NULL,
        [Fingerprint] bigint NOT NULL,
        [Revision] int NOT NULL,
        CONSTRAINT [PK_JudgeStates] PRIMARY KEY ([ModelId]),
        CONSTRAINT [FK_JudgeStates_Models_ModelId] FOREIGN KEY ([ModelId]) REFERENCES [Models] ([Id]) ON DELETE CASCADE
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261123152309_Initial'
)
BEGIN
    CREATE TABLE [PendingDays] (
        [ModelId] int NOT NULL,
        [Day] date NOT NULL,
        [Since] datetime2 NOT NULL,
        [Hold] nvarchar(32) NULL,
        [Rows] int NOT NULL,
        [RejectedRows] int NOT NULL,
        [KnownOutcomes] int NOT NULL,
        [ContentHash] nvarchar(64) NULL,
        [KeyId] nvarchar(64) NULL,
        [Revision] int NULL,
        [Arrow] varbinary(max) NULL,
        [Version] int NOT NULL,
        CONSTRAINT [PK_PendingDays] PRIMARY KEY ([ModelId], [Day]),
        CONSTRAINT [FK_PendingDays_Models_ModelId] FOREIGN KEY ([ModelId]) REFERENCES [Models] ([Id]) ON DELETE CASCADE
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261123152309_Initial'
)
BEGIN
    CREATE TABLE [PointSets] (
        [ModelId] int NOT NULL,
        [Window] int NOT NULL,
        [AsOf] date NOT NULL,
        [ScoredFrom] date NOT NULL,
        [ScoredTo] date NOT NULL,
        [MatureFrom] date NOT NULL,
        [MatureTo] date NOT NULL,
        [DaysPresent] int NOT NULL,
        [DaysHeld] int NOT NULL,
        [Fingerprint] bigint NOT NULL,
        [PairsFingerprint] bigint NULL,
        CONSTRAINT [PK_PointSets] PRIMARY KEY ([ModelId], [Window], [AsOf]),
        CONSTRAINT [FK_PointSets_Models_ModelId] FOREIGN KEY ([ModelId]) REFERENCES [Models] ([Id]) ON DELETE CASCADE
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261123152309_Initial'
)
BEGIN
    CREATE TABLE [PullStates] (
        [ModelId] int NOT NULL,
        [Watermark] nvarchar(64) NULL,
        [SucceededAt] datetime2 NULL,
        [WeeklySucceededAt] datetime2 NULL,
        [FailedAt] datetime2 NULL,
        [Failure] nvarchar(2000) NULL,
        CONSTRAINT [PK_PullStates] PRIMARY KEY ([ModelId]),
        CONSTRAINT [FK_PullStates_Models_ModelId] FOREIGN KEY ([ModelId]) REFERENCES [Models] ([Id]) ON DELETE CASCADE
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261123152309_Initial'
)
BEGIN
    CREATE TABLE [QuarantineCounts] (
        [ModelId] int NOT NULL,
        [Day] date NOT NULL,
        [Reason] nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Field] nvarchar(128) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Rows] int NOT NULL,
        [PulledAt] datetime2 NOT NULL,
        CONSTRAINT [PK_QuarantineCounts] PRIMARY KEY ([ModelId], [Day], [Reason], [Field]),
        CONSTRAINT [FK_QuarantineCounts_Models_ModelId] FOREIGN KEY ([ModelId]) REFERENCES [Models] ([Id]) ON DELETE CASCADE
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261123152309_Initial'
)
BEGIN
    CREATE TABLE [Runs] (
        [Id] int NOT NULL IDENTITY,
        [ModelId] int NOT NULL,
        [Kind] nvarchar(32) NOT NULL,
        [From] date NULL,
        [To] date NULL,
        [AskedBy] nvarchar(200) NOT NULL,
        [StartedAt] datetime2 NOT NULL,
        [EndedAt] datetime2 NULL,
        [Outcome] nvarchar(32) NOT NULL,
        [CancelledBy] nvarchar(200) NULL,
        [Message] nvarchar(2000) NULL,
        [Reference] nvarchar(16) NULL,
        [DaysRead] int NOT NULL,
        [Rows] int NOT NULL,
        [RefusedRows] int NOT NULL,
        [DaysEvaluated] int NOT NULL,
        [AlertsOpened] int NOT NULL,
        CONSTRAINT [PK_Runs] PRIMARY KEY ([Id]),
        CONSTRAINT [FK_Runs_Models_ModelId] FOREIGN KEY ([ModelId]) REFERENCES [Models] ([Id]) ON DELETE CASCADE
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261123152309_Initial'
)
BEGIN
    CREATE TABLE [Subgroups] (
        [Id] int NOT NULL IDENTITY,
        [ModelId] int NOT NULL,
        [Key] nvarchar(400) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Order] int NOT NULL,
        CONSTRAINT [PK_Subgroups] PRIMARY KEY ([Id]),
        CONSTRAINT [FK_Subgroups_Models_ModelId] FOREIGN KEY ([ModelId]) REFERENCES [Models] ([Id]) ON DELETE CASCADE
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261123152309_Initial'
)
BEGIN
    CREATE TABLE [BaselinePoints] (
        [ModelId] int NOT NULL,
        [SubgroupId] int NOT NULL,
        [Scored] bigint NOT NULL,
        [Flagged] bigint NOT NULL,
        [Responded] bigint NOT NULL,
        [Overridden] bigint NOT NULL,
        [Patients] bigint NULL,
        [Mature] bigint NOT NULL,
        [TruePositives] bigint NOT NULL,
        [FalsePositives] bigint NOT NULL,
        [FalseNegatives] bigint NOT NULL,
        [TrueNegatives] bigint NOT NULL,
        [SumScore] float NOT NULL,
        [SumSquaredError] float NOT NULL,
        [SumFourthPowerError] float NOT NULL,
        [SumSquaredErrorOfPositives] float NOT NULL,
        [Auroc] float NULL,
        [AurocVariance] float NULL,
        [AveragePrecision] float NULL,
        [AveragePrecisionDesignEffect] float NULL,
        [Calibration] varbinary(max) NULL,
        [ClusterVariances] varbinary(max) NULL,
        CONSTRAINT [PK_BaselinePoints] PRIMARY KEY ([ModelId], [SubgroupId]),
        CONSTRAINT [FK_BaselinePoints_BaselineSets_ModelId] FOREIGN KEY ([ModelId]) REFERENCES [BaselineSets] ([ModelId]) ON DELETE CASCADE
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261123152309_Initial'
)
BEGIN
    CREATE TABLE [EncounterDayContents] (
        [ModelId] int NOT NULL,
        [Day] date NOT NULL,
        [Arrow] varbinary(max) NOT NULL,
        CONSTRAINT [PK_EncounterDayContents] PRIMARY KEY ([ModelId], [Day]),
        CONSTRAINT [FK_EncounterDayContents_EncounterDays_ModelId_Day] FOREIGN KEY ([ModelId], [Day]) REFERENCES [EncounterDays] ([ModelId], [Day]) ON DELETE CASCADE
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261123152309_Initial'
)
BEGIN
    CREATE TABLE [EvidenceCheckpoints] (
        [ModelId] int NOT NULL,
        [RuleKey] nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Since] int NOT NULL,
        [AsOf] date NOT NULL,
        [Engine] int NOT NULL,
        [State] varbinary(max) NOT NULL,
        CONSTRAINT [PK_EvidenceCheckpoints] PRIMARY KEY ([ModelId], [RuleKey], [Since]),
        CONSTRAINT [FK_EvidenceCheckpoints_EvidenceForms_ModelId_RuleKey_Since] FOREIGN KEY ([ModelId], [RuleKey], [Since]) REFERENCES [EvidenceForms] ([ModelId], [RuleKey], [Since]) ON DELETE NO ACTION
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261123152309_Initial'
)
BEGIN
    CREATE TABLE [EvidenceDays] (
        [ModelId] int NOT NULL,
        [RuleKey] nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Since] int NOT NULL,
        [Day] date NOT NULL,
        [FrozenOn] date NOT NULL,
        [Revision] int NOT NULL,
        [ContentHash] nvarchar(64) NOT NULL,
        [Streams] int NOT NULL,
        [Rows] varbinary(max) NOT NULL,
        CONSTRAINT [PK_EvidenceDays] PRIMARY KEY ([ModelId], [RuleKey], [Since], [Day]),
        CONSTRAINT [FK_EvidenceDays_EvidenceForms_ModelId_RuleKey_Since] FOREIGN KEY ([ModelId], [RuleKey], [Since]) REFERENCES [EvidenceForms] ([ModelId], [RuleKey], [Since]) ON DELETE NO ACTION
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261123152309_Initial'
)
BEGIN
    CREATE TABLE [Alerts] (
        [Id] int NOT NULL IDENTITY,
        [ModelId] int NOT NULL,
        [RuleKey] nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [RuleName] nvarchar(200) NOT NULL,
        [Severity] nvarchar(32) NOT NULL,
        [Revision] int NOT NULL,
        [SubgroupId] int NOT NULL,
        [State] nvarchar(32) NOT NULL,
        [OpenedFor] date NOT NULL,
        [OpenedAt] datetime2 NOT NULL,
        [ClosedFor] date NULL,
        [ClosedAt] datetime2 NULL,
        [AcknowledgedBy] nvarchar(200) NULL,
        [AcknowledgedByKey] nvarchar(255) NULL,
        [AcknowledgedAt] datetime2 NULL,
        [Version] int NOT NULL,
        [Evidence] nvarchar(max) NOT NULL,
        CONSTRAINT [PK_Alerts] PRIMARY KEY ([Id]),
        CONSTRAINT [FK_Alerts_Models_ModelId] FOREIGN KEY ([ModelId]) REFERENCES [Models] ([Id]) ON DELETE NO ACTION,
        CONSTRAINT [FK_Alerts_Subgroups_SubgroupId] FOREIGN KEY ([SubgroupId]) REFERENCES [Subgroups] ([Id]) ON DELETE NO ACTION
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261123152309_Initial'
)
BEGIN
    CREATE TABLE [EvidenceResets] (
        [ModelId] int NOT NULL,
        [RuleKey] nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Since] int NOT NULL,
        [SubgroupId] int NOT NULL,
        [AsOf] date NOT NULL,
        CONSTRAINT [PK_EvidenceResets] PRIMARY KEY ([ModelId], [RuleKey], [Since], [SubgroupId], [AsOf]),
        CONSTRAINT [FK_EvidenceResets_EvidenceForms_ModelId_RuleKey_Since] FOREIGN KEY ([ModelId], [RuleKey], [Since]) REFERENCES [EvidenceForms] ([ModelId], [RuleKey], [Since]) ON DELETE NO ACTION,
        CONSTRAINT [FK_EvidenceResets_Subgroups_SubgroupId] FOREIGN KEY ([SubgroupId]) REFERENCES [Subgroups] ([Id]) ON DELETE NO ACTION
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261123152309_Initial'
)
BEGIN
    CREATE TABLE [VerdictSpells] (
        [Id] int NOT NULL IDENTITY,
        [ModelId] int NOT NULL,
        [RuleKey] nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [SubgroupId] int NOT NULL,
        [Verdict] nvarchar(32) NOT NULL,
        [From] date NOT NULL,
        [To] date NULL,
        [Revision] int NOT NULL,
        CONSTRAINT [PK_VerdictSpells] PRIMARY KEY ([Id]),
        CONSTRAINT [FK_VerdictSpells_Models_ModelId] FOREIGN KEY ([ModelId]) REFERENCES [Models] ([Id]) ON DELETE NO ACTION,
        CONSTRAINT [FK_VerdictSpells_Subgroups_SubgroupId] FOREIGN KEY ([SubgroupId]) REFERENCES [Subgroups] ([Id]) ON DELETE NO ACTION
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261123152309_Initial'
)
BEGIN
    CREATE TABLE [AlertActions] (
        [Id] int NOT NULL IDENTITY,
        [AlertId] int NOT NULL,
        [At] datetime2 NOT NULL,
        [Who] nvarchar(200) NOT NULL,
        [Kind] nvarchar(32) NOT NULL,
        [Comment] nvarchar(4000) NULL,
        CONSTRAINT [PK_AlertActions] PRIMARY KEY ([Id]),
        CONSTRAINT [FK_AlertActions_Alerts_AlertId] FOREIGN KEY ([AlertId]) REFERENCES [Alerts] ([Id]) ON DELETE CASCADE
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261123152309_Initial'
)
BEGIN
    CREATE INDEX [IX_AlertActions_AlertId] ON [AlertActions] ([AlertId]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261123152309_Initial'
)
BEGIN
    CREATE UNIQUE INDEX [IX_Alerts_ModelId_RuleKey_SubgroupId_OpenedFor] ON [Alerts] ([ModelId], [RuleKey], [SubgroupId], [OpenedFor]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261123152309_Initial'
)
BEGIN
    CREATE INDEX [IX_Alerts_ModelId_State] ON [Alerts] ([ModelId], [State]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261123152309_Initial'
)
BEGIN
    CREATE INDEX [IX_Alerts_SubgroupId] ON [Alerts] ([SubgroupId]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261123152309_Initial'
)
BEGIN
    CREATE INDEX [IX_AuditEntries_At] ON [AuditEntries] ([At]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261123152309_Initial'
)
BEGIN
    CREATE INDEX [IX_EvidenceDays_ModelId_FrozenOn] ON [EvidenceDays] ([ModelId], [FrozenOn]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261123152309_Initial'
)
BEGIN
    CREATE INDEX [IX_EvidenceResets_SubgroupId] ON [EvidenceResets] ([SubgroupId]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261123152309_Initial'
)
BEGIN
    CREATE UNIQUE INDEX [IX_Models_Key] ON [Models] ([Key]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261123152309_Initial'
)
BEGIN
    CREATE INDEX [IX_Points_SubgroupId_Window_AsOf] ON [Points] ([SubgroupId], [Window], [AsOf]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261123152309_Initial'
)
BEGIN
    CREATE INDEX [IX_Runs_ModelId_StartedAt] ON [Runs] ([ModelId], [StartedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261123152309_Initial'
)
BEGIN
    CREATE UNIQUE INDEX [IX_SavedViews_Owner_Name] ON [SavedViews] ([Owner], [Name]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261123152309_Initial'
)
BEGIN
    CREATE UNIQUE INDEX [IX_Subgroups_ModelId_Key] ON [Subgroups] ([ModelId], [Key]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261123152309_Initial'
)
BEGIN
    CREATE UNIQUE INDEX [IX_VerdictSpells_ModelId_RuleKey_SubgroupId_From] ON [VerdictSpells] ([ModelId], [RuleKey], [SubgroupId], [From]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261123152309_Initial'
)
BEGIN
    CREATE INDEX [IX_VerdictSpells_ModelId_To] ON [VerdictSpells] ([ModelId], [To]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261123152309_Initial'
)
BEGIN
    CREATE INDEX [IX_VerdictSpells_SubgroupId] ON [VerdictSpells] ([SubgroupId]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261123152309_Initial'
)
BEGIN
    INSERT INTO [__EFMigrationsHistory] ([MigrationId], [ProductVersion])
    VALUES (N'20261123152309_Initial', N'10.0.14');
END;

COMMIT;
GO

