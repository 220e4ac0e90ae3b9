"""Agency-schema nouns of monitoring."""

from monitoring.models.alerts import ALERT, Alert, AlertRule, AlertRuleVersion, BucketCount, RuleMemory, SeriesState
from monitoring.models.mentions import MENTION, SENTIMENTS, Mention, MentionMatch, MentionNote, Post, PostRevision
from monitoring.models.sources import SOURCE, CoverageGap, IngestPosition, Query, QueryVersion, Source

__all__ = [
    "ALERT",
    "MENTION",
    "SENTIMENTS",
    "SOURCE",
    "Alert",
    "AlertRule",
    "AlertRuleVersion",
    "BucketCount",
    "CoverageGap",
    "IngestPosition",
    "Mention",
    "MentionMatch",
    "MentionNote",
    "Post",
    "PostRevision",
    "Query",
    "QueryVersion",
    "RuleMemory",
    "SeriesState",
    "Source",
]
