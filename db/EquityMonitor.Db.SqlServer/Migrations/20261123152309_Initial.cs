using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace EquityMonitor.Db.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "AuditEntries",
                columns: table => new
                {
                    Id = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    At = table.Column<DateTime>(type: "datetime2", nullable: false),
                    Who = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    What = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    Subject = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Details = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AuditEntries", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Models",
                columns: table => new
                {
                    Id = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    Key = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Name = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    DefinitionYaml = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    DefinitionHash = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    Revision = table.Column<int>(type: "int", nullable: false),
                    AlertsFrom = table.Column<DateOnly>(type: "date", nullable: false),
                    RegisteredAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    AppliedFileHash = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: true),
                    Version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Models", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Points",
                columns: table => new
                {
                    ModelId = table.Column<int>(type: "int", nullable: false),
                    Window = table.Column<int>(type: "int", nullable: false),
                    AsOf = table.Column<DateOnly>(type: "date", nullable: false),
                    SubgroupId = table.Column<int>(type: "int", nullable: false),
                    Fingerprint = table.Column<long>(type: "bigint", nullable: false),
                    ComplementAuroc = table.Column<double>(type: "float", nullable: true),
                    ComplementAurocVariance = table.Column<double>(type: "float", nullable: true),
                    Psi = table.Column<double>(type: "float", nullable: true),
                    PsiBins = table.Column<int>(type: "int", nullable: true),
                    BaselineScored = table.Column<long>(type: "bigint", nullable: true),
                    Ks = table.Column<double>(type: "float", nullable: true),
                    KsPValue = table.Column<double>(type: "float", nullable: true),
                    ComplementClusterVariances = table.Column<byte[]>(type: "varbinary(max)", nullable: true),
                    Scored = table.Column<long>(type: "bigint", nullable: false),
                    Flagged = table.Column<long>(type: "bigint", nullable: false),
                    Responded = table.Column<long>(type: "bigint", nullable: false),
                    Overridden = table.Column<long>(type: "bigint", nullable: false),
                    Patients = table.Column<long>(type: "bigint", nullable: true),
                    Mature = table.Column<long>(type: "bigint", nullable: false),
                    TruePositives = table.Column<long>(type: "bigint", nullable: false),
                    FalsePositives = table.Column<long>(type: "bigint", nullable: false),
                    FalseNegatives = table.Column<long>(type: "bigint", nullable: false),
                    TrueNegatives = table.Column<long>(type: "bigint", nullable: false),
                    SumScore = table.Column<double>(type: "float", nullable: false),
                    SumSquaredError = table.Column<double>(type: "float", nullable: false),
                    SumFourthPowerError = table.Column<double>(type: "float", nullable: false),
                    SumSquaredErrorOfPositives = table.Column<double>(type: "float", nullable: false),
                    Auroc = table.Column<double>(type: "float", nullable: true),
                    AurocVariance = table.Column<double>(type: "float", nullable: true),
                    AveragePrecision = table.Column<double>(type: "float", nullable: true),
                    AveragePrecisionDesignEffect = table.Column<double>(type: "float", nullable: true),
                    Calibration = table.Column<byte[]>(type: "varbinary(max)", nullable: true),
                    ClusterVariances = table.Column<byte[]>(type: "varbinary(max)", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Points", x => new { x.ModelId, x.Window, x.AsOf, x.SubgroupId });
                });

            migrationBuilder.CreateTable(
                name: "SavedViews",
                columns: table => new
                {
                    Id = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    Owner = table.Column<string>(type: "nvarchar(255)", maxLength: 255, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Name = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Query = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "datetime2", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SavedViews", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "AffectedPatients",
                columns: table => new
                {
                    ModelId = table.Column<int>(type: "int", nullable: false),
                    AsOf = table.Column<DateOnly>(type: "date", nullable: false),
                    Window = table.Column<int>(type: "int", nullable: false),
                    Affected = table.Column<long>(type: "bigint", nullable: false),
                    Total = table.Column<long>(type: "bigint", nullable: false),
                    CountsPatients = table.Column<bool>(type: "bit", nullable: false),
                    Fingerprint = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AffectedPatients", x => x.ModelId);
                    table.ForeignKey(
                        name: "FK_AffectedPatients_Models_ModelId",
                        column: x => x.ModelId,
                        principalTable: "Models",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "BaselineSets",
                columns: table => new
                {
                    ModelId = table.Column<int>(type: "int", nullable: false),
                    Version = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    From = table.Column<DateOnly>(type: "date", nullable: false),
                    To = table.Column<DateOnly>(type: "date", nullable: false),
                    Fingerprint = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_BaselineSets", x => x.ModelId);
                    table.ForeignKey(
                        name: "FK_BaselineSets_Models_ModelId",
                        column: x => x.ModelId,
                        principalTable: "Models",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "DefinitionRevisions",
                columns: table => new
                {
                    ModelId = table.Column<int>(type: "int", nullable: false),
                    Revision = table.Column<int>(type: "int", nullable: false),
                    Yaml = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    Hash = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    AppliedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    AppliedBy = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Effect = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DefinitionRevisions", x => new { x.ModelId, x.Revision });
                    table.ForeignKey(
                        name: "FK_DefinitionRevisions_Models_ModelId",
                        column: x => x.ModelId,
                        principalTable: "Models",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "EncounterDays",
                columns: table => new
                {
                    ModelId = table.Column<int>(type: "int", nullable: false),
                    Day = table.Column<DateOnly>(type: "date", nullable: false),
                    ContentHash = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    KeyId = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    Rows = table.Column<int>(type: "int", nullable: false),
                    KnownOutcomes = table.Column<int>(type: "int", nullable: false),
                    Revision = table.Column<int>(type: "int", nullable: false),
                    PulledAt = table.Column<DateTime>(type: "datetime2", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_EncounterDays", x => new { x.ModelId, x.Day });
                    table.ForeignKey(
                        name: "FK_EncounterDays_Models_ModelId",
                        column: x => x.ModelId,
                        principalTable: "Models",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "EvidenceForms",
                columns: table => new
                {
                    ModelId = table.Column<int>(type: "int", nullable: false),
                    RuleKey = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Since = table.Column<int>(type: "int", nullable: false),
                    From = table.Column<DateOnly>(type: "date", nullable: false),
                    Basis = table.Column<string>(type: "nvarchar(max)", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_EvidenceForms", x => new { x.ModelId, x.RuleKey, x.Since });
                    table.ForeignKey(
                        name: "FK_EvidenceForms_Models_ModelId",
                        column: x => x.ModelId,
                        principalTable: "Models",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "JudgeStates",
                columns: table => new
                {
                    ModelId = table.Column<int>(type: "int", nullable: false),
                    JudgedThrough = table.Column<DateOnly>(type: "date", nullable: false),
                    Fingerprint = table.Column<long>(type: "bigint", nullable: false),
                    Revision = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_JudgeStates", x => x.ModelId);
                    table.ForeignKey(
                        name: "FK_JudgeStates_Models_ModelId",
                        column: x => x.ModelId,
                        principalTable: "Models",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "PendingDays",
                columns: table => new
                {
                    ModelId = table.Column<int>(type: "int", nullable: false),
                    Day = table.Column<DateOnly>(type: "date", nullable: false),
                    Since = table.Column<DateTime>(type: "datetime2", nullable: false),
                    Hold = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: true),
                    Rows = table.Column<int>(type: "int", nullable: false),
                    RejectedRows = table.Column<int>(type: "int", nullable: false),
                    KnownOutcomes = table.Column<int>(type: "int", nullable: false),
                    ContentHash = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: true),
                    KeyId = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: true),
                    Revision = table.Column<int>(type: "int", nullable: true),
                    Arrow = table.Column<byte[]>(type: "varbinary(max)", nullable: true),
                    Version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PendingDays", x => new { x.ModelId, x.Day });
                    table.ForeignKey(
                        name: "FK_PendingDays_Models_ModelId",
                        column: x => x.ModelId,
                        principalTable: "Models",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "PointSets",
                columns: table => new
                {
                    ModelId = table.Column<int>(type: "int", nullable: false),
                    Window = table.Column<int>(type: "int", nullable: false),
                    AsOf = table.Column<DateOnly>(type: "date", nullable: false),
                    ScoredFrom = table.Column<DateOnly>(type: "date", nullable: false),
                    ScoredTo = table.Column<DateOnly>(type: "date", nullable: false),
                    MatureFrom = table.Column<DateOnly>(type: "date", nullable: false),
                    MatureTo = table.Column<DateOnly>(type: "date", nullable: false),
                    DaysPresent = table.Column<int>(type: "int", nullable: false),
                    DaysHeld = table.Column<int>(type: "int", nullable: false),
                    Fingerprint = table.Column<long>(type: "bigint", nullable: false),
                    PairsFingerprint = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PointSets", x => new { x.ModelId, x.Window, x.AsOf });
                    table.ForeignKey(
                        name: "FK_PointSets_Models_ModelId",
                        column: x => x.ModelId,
                        principalTable: "Models",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "PullStates",
                columns: table => new
                {
                    ModelId = table.Column<int>(type: "int", nullable: false),
                    Watermark = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: true),
                    SucceededAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    WeeklySucceededAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    FailedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    Failure = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PullStates", x => x.ModelId);
                    table.ForeignKey(
                        name: "FK_PullStates_Models_ModelId",
                        column: x => x.ModelId,
                        principalTable: "Models",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "QuarantineCounts",
                columns: table => new
                {
                    ModelId = table.Column<int>(type: "int", nullable: false),
                    Day = table.Column<DateOnly>(type: "date", nullable: false),
                    Reason = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Field = table.Column<string>(type: "nvarchar(128)", maxLength: 128, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Rows = table.Column<int>(type: "int", nullable: false),
                    PulledAt = table.Column<DateTime>(type: "datetime2", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_QuarantineCounts", x => new { x.ModelId, x.Day, x.Reason, x.Field });
                    table.ForeignKey(
                        name: "FK_QuarantineCounts_Models_ModelId",
                        column: x => x.ModelId,
                        principalTable: "Models",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Runs",
                columns: table => new
                {
                    Id = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    ModelId = table.Column<int>(type: "int", nullable: false),
                    Kind = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false),
                    From = table.Column<DateOnly>(type: "date", nullable: true),
                    To = table.Column<DateOnly>(type: "date", nullable: true),
                    AskedBy = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    StartedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    EndedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    Outcome = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false),
                    CancelledBy = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    Message = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true),
                    Reference = table.Column<string>(type: "nvarchar(16)", maxLength: 16, nullable: true),
                    DaysRead = table.Column<int>(type: "int", nullable: false),
                    Rows = table.Column<int>(type: "int", nullable: false),
                    RefusedRows = table.Column<int>(type: "int", nullable: false),
                    DaysEvaluated = table.Column<int>(type: "int", nullable: false),
                    AlertsOpened = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Runs", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Runs_Models_ModelId",
                        column: x => x.ModelId,
                        principalTable: "Models",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Subgroups",
                columns: table => new
                {
                    Id = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    ModelId = table.Column<int>(type: "int", nullable: false),
                    Key = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Order = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Subgroups", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Subgroups_Models_ModelId",
                        column: x => x.ModelId,
                        principalTable: "Models",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "BaselinePoints",
                columns: table => new
                {
                    ModelId = table.Column<int>(type: "int", nullable: false),
                    SubgroupId = table.Column<int>(type: "int", nullable: false),
                    Scored = table.Column<long>(type: "bigint", nullable: false),
                    Flagged = table.Column<long>(type: "bigint", nullable: false),
                    Responded = table.Column<long>(type: "bigint", nullable: false),
                    Overridden = table.Column<long>(type: "bigint", nullable: false),
                    Patients = table.Column<long>(type: "bigint", nullable: true),
                    Mature = table.Column<long>(type: "bigint", nullable: false),
                    TruePositives = table.Column<long>(type: "bigint", nullable: false),
                    FalsePositives = table.Column<long>(type: "bigint", nullable: false),
                    FalseNegatives = table.Column<long>(type: "bigint", nullable: false),
                    TrueNegatives = table.Column<long>(type: "bigint", nullable: false),
                    SumScore = table.Column<double>(type: "float", nullable: false),
                    SumSquaredError = table.Column<double>(type: "float", nullable: false),
                    SumFourthPowerError = table.Column<double>(type: "float", nullable: false),
                    SumSquaredErrorOfPositives = table.Column<double>(type: "float", nullable: false),
                    Auroc = table.Column<double>(type: "float", nullable: true),
                    AurocVariance = table.Column<double>(type: "float", nullable: true),
                    AveragePrecision = table.Column<double>(type: "float", nullable: true),
                    AveragePrecisionDesignEffect = table.Column<double>(type: "float", nullable: true),
                    Calibration = table.Column<byte[]>(type: "varbinary(max)", nullable: true),
                    ClusterVariances = table.Column<byte[]>(type: "varbinary(max)", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_BaselinePoints", x => new { x.ModelId, x.SubgroupId });
                    table.ForeignKey(
                        name: "FK_BaselinePoints_BaselineSets_ModelId",
                        column: x => x.ModelId,
                        principalTable: "BaselineSets",
                        principalColumn: "ModelId",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "EncounterDayContents",
                columns: table => new
                {
                    ModelId = table.Column<int>(type: "int", nullable: false),
                    Day = table.Column<DateOnly>(type: "date", nullable: false),
                    Arrow = table.Column<byte[]>(type: "varbinary(max)", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_EncounterDayContents", x => new { x.ModelId, x.Day });
                    table.ForeignKey(
                        name: "FK_EncounterDayContents_EncounterDays_ModelId_Day",
                        columns: x => new { x.ModelId, x.Day },
                        principalTable: "EncounterDays",
                        principalColumns: new[] { "ModelId", "Day" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "EvidenceCheckpoints",
                columns: table => new
                {
                    ModelId = table.Column<int>(type: "int", nullable: false),
                    RuleKey = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Since = table.Column<int>(type: "int", nullable: false),
                    AsOf = table.Column<DateOnly>(type: "date", nullable: false),
                    Engine = table.Column<int>(type: "int", nullable: false),
                    State = table.Column<byte[]>(type: "varbinary(max)", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_EvidenceCheckpoints", x => new { x.ModelId, x.RuleKey, x.Since });
                    table.ForeignKey(
                        name: "FK_EvidenceCheckpoints_EvidenceForms_ModelId_RuleKey_Since",
                        columns: x => new { x.ModelId, x.RuleKey, x.Since },
                        principalTable: "EvidenceForms",
                        principalColumns: new[] { "ModelId", "RuleKey", "Since" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "EvidenceDays",
                columns: table => new
                {
                    ModelId = table.Column<int>(type: "int", nullable: false),
                    RuleKey = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Since = table.Column<int>(type: "int", nullable: false),
                    Day = table.Column<DateOnly>(type: "date", nullable: false),
                    FrozenOn = table.Column<DateOnly>(type: "date", nullable: false),
                    Revision = table.Column<int>(type: "int", nullable: false),
                    ContentHash = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    Streams = table.Column<int>(type: "int", nullable: false),
                    Rows = table.Column<byte[]>(type: "varbinary(max)", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_EvidenceDays", x => new { x.ModelId, x.RuleKey, x.Since, x.Day });
                    table.ForeignKey(
                        name: "FK_EvidenceDays_EvidenceForms_ModelId_RuleKey_Since",
                        columns: x => new { x.ModelId, x.RuleKey, x.Since },
                        principalTable: "EvidenceForms",
                        principalColumns: new[] { "ModelId", "RuleKey", "Since" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Alerts",
                columns: table => new
                {
                    Id = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    ModelId = table.Column<int>(type: "int", nullable: false),
                    RuleKey = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2"),
                    RuleName = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Severity = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false),
                    Revision = table.Column<int>(type: "int", nullable: false),
                    SubgroupId = table.Column<int>(type: "int", nullable: false),
                    State = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false),
                    OpenedFor = table.Column<DateOnly>(type: "date", nullable: false),
                    OpenedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    ClosedFor = table.Column<DateOnly>(type: "date", nullable: true),
                    ClosedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    AcknowledgedBy = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    AcknowledgedByKey = table.Column<string>(type: "nvarchar(255)", maxLength: 255, nullable: true),
                    AcknowledgedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    Version = table.Column<int>(type: "int", nullable: false),
                    Evidence = table.Column<string>(type: "nvarchar(max)", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Alerts", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Alerts_Models_ModelId",
                        column: x => x.ModelId,
                        principalTable: "Models",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Alerts_Subgroups_SubgroupId",
                        column: x => x.SubgroupId,
                        principalTable: "Subgroups",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "EvidenceResets",
                columns: table => new
                {
                    ModelId = table.Column<int>(type: "int", nullable: false),
                    RuleKey = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Since = table.Column<int>(type: "int", nullable: false),
                    SubgroupId = table.Column<int>(type: "int", nullable: false),
                    AsOf = table.Column<DateOnly>(type: "date", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_EvidenceResets", x => new { x.ModelId, x.RuleKey, x.Since, x.SubgroupId, x.AsOf });
                    table.ForeignKey(
                        name: "FK_EvidenceResets_EvidenceForms_ModelId_RuleKey_Since",
                        columns: x => new { x.ModelId, x.RuleKey, x.Since },
                        principalTable: "EvidenceForms",
                        principalColumns: new[] { "ModelId", "RuleKey", "Since" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_EvidenceResets_Subgroups_SubgroupId",
                        column: x => x.SubgroupId,
                        principalTable: "Subgroups",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "VerdictSpells",
                columns: table => new
                {
                    Id = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    ModelId = table.Column<int>(type: "int", nullable: false),
                    RuleKey = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2"),
                    SubgroupId = table.Column<int>(type: "int", nullable: false),
                    Verdict = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false),
                    From = table.Column<DateOnly>(type: "date", nullable: false),
                    To = table.Column<DateOnly>(type: "date", nullable: true),
                    Revision = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_VerdictSpells", x => x.Id);
                    table.ForeignKey(
                        name: "FK_VerdictSpells_Models_ModelId",
                        column: x => x.ModelId,
                        principalTable: "Models",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_VerdictSpells_Subgroups_SubgroupId",
                        column: x => x.SubgroupId,
                        principalTable: "Subgroups",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "AlertActions",
                columns: table => new
                {
                    Id = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    AlertId = table.Column<int>(type: "int", nullable: false),
                    At = table.Column<DateTime>(type: "datetime2", nullable: false),
                    Who = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Kind = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false),
                    Comment = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AlertActions", x => x.Id);
                    table.ForeignKey(
                        name: "FK_AlertActions_Alerts_AlertId",
                        column: x => x.AlertId,
                        principalTable: "Alerts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_AlertActions_AlertId",
                table: "AlertActions",
                column: "AlertId");

            migrationBuilder.CreateIndex(
                name: "IX_Alerts_ModelId_RuleKey_SubgroupId_OpenedFor",
                table: "Alerts",
                columns: new[] { "ModelId", "RuleKey", "SubgroupId", "OpenedFor" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Alerts_ModelId_State",
                table: "Alerts",
                columns: new[] { "ModelId", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_Alerts_SubgroupId",
                table: "Alerts",
                column: "SubgroupId");

            migrationBuilder.CreateIndex(
                name: "IX_AuditEntries_At",
                table: "AuditEntries",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_EvidenceDays_ModelId_FrozenOn",
                table: "EvidenceDays",
                columns: new[] { "ModelId", "FrozenOn" });

            migrationBuilder.CreateIndex(
                name: "IX_EvidenceResets_SubgroupId",
                table: "EvidenceResets",
                column: "SubgroupId");

            migrationBuilder.CreateIndex(
                name: "IX_Models_Key",
                table: "Models",
                column: "Key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Points_SubgroupId_Window_AsOf",
                table: "Points",
                columns: new[] { "SubgroupId", "Window", "AsOf" });

            migrationBuilder.CreateIndex(
                name: "IX_Runs_ModelId_StartedAt",
                table: "Runs",
                columns: new[] { "ModelId", "StartedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_SavedViews_Owner_Name",
                table: "SavedViews",
                columns: new[] { "Owner", "Name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Subgroups_ModelId_Key",
                table: "Subgroups",
                columns: new[] { "ModelId", "Key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_VerdictSpells_ModelId_RuleKey_SubgroupId_From",
                table: "VerdictSpells",
                columns: new[] { "ModelId", "RuleKey", "SubgroupId", "From" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_VerdictSpells_ModelId_To",
                table: "VerdictSpells",
                columns: new[] { "ModelId", "To" });

            migrationBuilder.CreateIndex(
                name: "IX_VerdictSpells_SubgroupId",
                table: "VerdictSpells",
                column: "SubgroupId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "AffectedPatients");

            migrationBuilder.DropTable(
                name: "AlertActions");

            migrationBuilder.DropTable(
                name: "AuditEntries");

            migrationBuilder.DropTable(
                name: "BaselinePoints");

            migrationBuilder.DropTable(
                name: "DefinitionRevisions");

            migrationBuilder.DropTable(
                name: "EncounterDayContents");

            migrationBuilder.DropTable(
                name: "EvidenceCheckpoints");

            migrationBuilder.DropTable(
                name: "EvidenceDays");

            migrationBuilder.DropTable(
                name: "EvidenceResets");

            migrationBuilder.DropTable(
                name: "JudgeStates");

            migrationBuilder.DropTable(
                name: "PendingDays");

            migrationBuilder.DropTable(
                name: "Points");

            migrationBuilder.DropTable(
                name: "PointSets");

            migrationBuilder.DropTable(
                name: "PullStates");

            migrationBuilder.DropTable(
                name: "QuarantineCounts");

            migrationBuilder.DropTable(
                name: "Runs");

            migrationBuilder.DropTable(
                name: "SavedViews");

            migrationBuilder.DropTable(
                name: "VerdictSpells");

            migrationBuilder.DropTable(
                name: "Alerts");

            migrationBuilder.DropTable(
                name: "BaselineSets");

            migrationBuilder.DropTable(
                name: "EncounterDays");

            migrationBuilder.DropTable(
                name: "EvidenceForms");

            migrationBuilder.DropTable(
                name: "Subgroups");

            migrationBuilder.DropTable(
                name: "Models");
        }
    }
}
