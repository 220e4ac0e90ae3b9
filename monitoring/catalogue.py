"""What can happen in monitoring, for the record of events. Nobody's words from outside stand in any of it: posts are named by id."""

from datetime import datetime
from uuid import UUID

from accounts.events.catalogue import Removal, declare, removes
from monitoring.models import MENTION, SENTIMENTS
from monitoring.models.alerts import OUTCOMES, RULE_KINDS

GONE = ("deleted", "withheld", "unavailable")
MOST_NAMED = 100  # mentions that one event names by their ids; it counts them all

# Mentions. What arrives and is exported is many at once, and about none of them in particular.
MENTION_ARRIVED = declare(
    "mention.arrived",
    f"New mentions of a brand came in. At most {MOST_NAMED} are named; “quiet” are those of history, which raise no alerts.",
    count=int,
    quiet=int,
    mentions=list[UUID],
)
MENTION_ERASED = declare(
    "mention.erased",
    "A post was deleted at its source: its words and author are erased here.",
    gone_reason=GONE,
)
removes(MENTION_ERASED, Removal("mention", erased=True))
MENTION_ASSIGNED = declare("mention.assigned", "A mention was given to somebody, or to nobody.", user_id=int | None)
MENTION_STATUS = declare(
    "mention.status_changed",
    "A mention was taken in progress, done, discarded or opened again.",
    status=MENTION.statuses,
)
MENTION_NOTED = declare("mention.note_added", "A note was written on a mention.", note=UUID)
MENTION_SENTIMENT = declare(
    "mention.sentiment_corrected",
    "A person corrected a mention's sentiment, or (“sentiment_by” null) withdrew that: “sentiment” is what it is now.",
    sentiment=("", *SENTIMENTS),
    sentiment_by=int | None,
)

MENTION_ADDED = declare("mention.added", "A person added a mention, by its link or by hand.")
MENTION_REMOVED = removes(
    declare("mention.removed", "A mention that a file had brought was removed when the import was undone.", upload=UUID)
)

# Files of mentions.
IMPORT_UPLOADED = declare("import.uploaded", "A file of mentions was brought, to be looked at before it is read in.")
IMPORT_STARTED = declare("import.started", "A file of mentions began to be read in.")
IMPORT_CANCELLED = declare("import.cancelled", "The reading of a file was stopped; what it had brought stays.")
IMPORT_RESUMED = declare("import.resumed", "The reading of a file goes on.")
IMPORT_DISCARDED = declare("import.discarded", "A file was thrown away before anything of it was read in.")
IMPORT_ENDED = declare(
    "import.ended",
    "The reading of a file ended by itself.",
    status=("done", "failed"),
    read=int,
    made=int,
    known=int,
    refused=int,
)
IMPORT_UNDO_STARTED = declare("import.undo_started", "An import began to be undone.")
IMPORT_UNDONE = declare(
    "import.undone",
    "An import was undone; “kept” are mentions that somebody works on.",
    removed=int,
    kept=int,
)

# Queries.
QUERY_CREATED = declare("query.created", "A query was saved for the first time, or again once removed.", version=int)
QUERY_CHANGED = declare("query.changed", "A query was changed; another text is another version.", version=int)
QUERY_RESTORED = declare(
    "query.restored", "An earlier text of a query was made its newest version.", version=int, number=int
)
QUERY_REMOVED = declare("query.removed", "A query was stopped.")
QUERY_STARRED = declare("query.starred", "A mention was put into a query's test set.", mention=UUID, must_match=bool)
QUERY_UNSTARRED = declare("query.unstarred", "A mention was removed from a query's test set.", mention=UUID)

VIEW_CREATED = declare("view.created", "A view of the inbox was saved and shared on a brand.")
VIEW_CHANGED = declare("view.changed", "A shared view of the inbox was changed.", version=int)
VIEW_REMOVED = removes(declare("view.removed", "A shared view of the inbox was removed."))

BACKFILL_STARTED = declare(
    "backfill.started",
    "A query began to run over what is stored; “replaced” is the run of its text before.",
    query=UUID,
    since=datetime,
    replaced=UUID | None,
)
BACKFILL_CANCELLED = declare("backfill.cancelled", "A run of a query over what is stored was stopped.", query=UUID)
BACKFILL_RESUMED = declare("backfill.resumed", "A run of a query over what is stored goes on.", query=UUID)
BACKFILL_ENDED = declare(
    "backfill.ended",
    "A run of a query over what is stored ended by itself: done, failed, or overtaken by a change of the query.",
    query=UUID,
    status=("done", "failed", "replaced"),
    read=int,
    matched=int,
    made=int,
)

# Sources.
SOURCE_CREATED = declare("source.created", "A source was added to a brand.", everything=bool)
SOURCE_CHANGED = declare(
    "source.changed",
    "A source was renamed, everything in it is about the brand, or not, or what its platform asks was answered anew.",
    everything=bool,
)
SOURCE_PAUSED = declare("source.paused", "A source was paused.")
SOURCE_RESUMED = declare("source.resumed", "A paused source is read again.")
SOURCE_REMOVED = declare("source.removed", "A source was removed from its brand.")
SOURCE_RETRIED = declare("source.retried", "Somebody asked for a source to be tried at once.")
SOURCE_FAILED = declare(
    "source.failed", "A source can't be read and is blind since then.", silent_since=datetime, error_code=str
)
SOURCE_RECOVERED = declare("source.recovered", "A source that could not be read is read again.", silent_since=datetime)

SOURCE_BATCH_STARTED = declare("source_batch.started", "A list of sources began to be added.", total=int)
SOURCE_BATCH_STOPPED = declare(
    "source_batch.stopped", "The adding of a list of sources was stopped; what was added stays."
)
SOURCE_BATCH_RESUMED = declare("source_batch.resumed", "The adding of a list of sources goes on.")
SOURCE_BATCH_ENDED = declare(
    "source_batch.ended", "Each line of a list of sources was tried.", added=int, there=int, refused=int
)

# Alerts and their rules.
ALERT_RAISED = declare(
    "alert.raised",
    "A rule raised an alert.",
    rule=UUID,
    kind=RULE_KINDS,
    window_start=datetime,
    window_end=datetime,
    seen=int | None,
)
ALERT_ACKNOWLEDGED = declare("alert.acknowledged", "Somebody has seen an alert and is on it.", rule=UUID)
ALERT_UNANSWERED = declare(
    "alert.unanswered", "Everybody was woken for an alert, and nobody acknowledged it.", rule=UUID
)
ALERT_JOINED = declare("alert.joined", "An alert joined a running incident.", rule=UUID)
ALERT_OPENED = declare("alert.opened_incident", "An incident began with an alert.", rule=UUID)
ALERT_DISMISSED = declare("alert.dismissed", "An alert was dismissed.", rule=UUID, outcome=("", *OUTCOMES))
ALERT_UNDECIDED = declare("alert.undecided", "An alert was removed from its incident and is open again.", rule=UUID)
ALERT_OUTCOME = declare(
    "alert.outcome_recorded", "Somebody said what an alert turned out to be.", rule=UUID, outcome=OUTCOMES
)

RULE_CREATED = declare("rule.created", "An alert rule was made.", kind=RULE_KINDS, version=int)
RULE_CHANGED = declare("rule.changed", "An alert rule was changed.", kind=RULE_KINDS, version=int)
RULE_ADOPTED = declare(
    "rule.suggestion_adopted", "What Firebreak suggests for an alert rule was taken over.", kind=RULE_KINDS, version=int
)
RULE_ON = declare("rule.switched_on", "An alert rule was switched on.", version=int)
RULE_OFF = declare("rule.switched_off", "An alert rule was switched off.", version=int)
RULE_MUTED = declare(
    "rule.muted", "An alert rule's alerts are held back until a moment.", version=int, muted_until=datetime
)
RULE_UNMUTED = declare("rule.unmuted", "The mute of an alert rule ended.", version=int)

PLANNED_CREATED = declare("planned_event.created", "Something known to come was entered for a brand.")
PLANNED_CHANGED = declare("planned_event.changed", "A planned event was changed.", version=int)
PLANNED_REMOVED = removes(declare("planned_event.removed", "A planned event was removed."))
