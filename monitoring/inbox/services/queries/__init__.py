"""A brand's saved queries: read, tried, saved in versions, tested on starred posts, suggested from the brand's names."""

from monitoring.inbox.services.queries.reading import check_change, check_text, check_written, matches, reader
from monitoring.inbox.services.queries.saving import Edit, change_query, remove_query, restore_version, save_query
from monitoring.inbox.services.queries.stars import Tested, Verdict, star, tested, unstar
from monitoring.inbox.services.queries.suggesting import Suggestion, leaving_out, suggested_text, suggestions, taken_up
from monitoring.inbox.services.queries.trying import EXAMPLES, Preview, preview
from monitoring.matching.foreign import Pasted, translated_from

__all__ = [
    "EXAMPLES",
    "Edit",
    "Pasted",
    "Preview",
    "Suggestion",
    "Tested",
    "Verdict",
    "change_query",
    "check_change",
    "check_text",
    "check_written",
    "leaving_out",
    "matches",
    "preview",
    "reader",
    "remove_query",
    "restore_version",
    "save_query",
    "star",
    "suggested_text",
    "suggestions",
    "taken_up",
    "tested",
    "translated_from",
    "unstar",
]
