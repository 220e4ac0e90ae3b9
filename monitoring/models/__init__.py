"""Agency-schema nouns of monitoring."""

from monitoring.models.alerts import (
    ALERT,
    Alert,
    AlertRule,
    AlertRuleVersion,
    BucketCount,
    FreshMention,
    RuleMemory,
    SeriesState,
)
from monitoring.models.batches import LINE_RESULTS, SOURCE_BATCH, SourceBatch, SourceLine
from monitoring.models.events import EVENT_KINDS, PlannedEvent
from monitoring.models.exports import EXPORT, Export, ExportPart
from monitoring.models.imports import AT_WORK, IMPORT, Import, ImportBatch, ImportPart
from monitoring.models.links import LINK, LinkReading
from monitoring.models.mentions import (
    MENTION,
    SENTIMENTS,
    UNKNOWN_BRAND,
    Mention,
    MentionMatch,
    MentionNote,
    Post,
    PostCopy,
    PostRevision,
)
from monitoring.models.queries import BACKFILL, PHASES, Backfill, QueryStar, SavedView
from monitoring.models.sources import GIVEN, SOURCE, WATCHED, CoverageGap, IngestPosition, Query, QueryVersion, Source

__all__ = [
    "ALERT",
    "AT_WORK",
    "BACKFILL",
    "EVENT_KINDS",
    "EXPORT",
    "GIVEN",
    "IMPORT",
    "LINE_RESULTS",
    "LINK",
    "MENTION",
    "PHASES",
    "SENTIMENTS",
    "SOURCE",
    "SOURCE_BATCH",
    "UNKNOWN_BRAND",
    "WATCHED",
    "Alert",
    "AlertRule",
    "AlertRuleVersion",
    "Backfill",
    "BucketCount",
    "CoverageGap",
    "Export",
    "ExportPart",
    "FreshMention",
    "Import",
    "ImportBatch",
    "ImportPart",
    "IngestPosition",
    "LinkReading",
    "Mention",
    "MentionMatch",
    "MentionNote",
    "PlannedEvent",
    "Post",
    "PostCopy",
    "PostRevision",
    "Query",
    "QueryStar",
    "QueryVersion",
    "RuleMemory",
    "SavedView",
    "SeriesState",
    "Source",
    "SourceBatch",
    "SourceLine",
]
