"""A brand's saved queries: read, tried, saved in versions, tested on starred posts, suggested from the brand's names."""

from monitoring.services.queries.reading import check_text, matches, reader
from monitoring.services.queries.saving import Edit, change_query, remove_query, restore_version, save_query
from monitoring.services.queries.stars import Tested, Verdict, star, tested, unstar
from monitoring.services.queries.suggesting import Suggestion, leaving_out, suggested_text, suggestions, taken_up
from monitoring.services.queries.trying import EXAMPLES, Preview, preview

__all__ = [
    "EXAMPLES",
    "Edit",
    "Preview",
    "Suggestion",
    "Tested",
    "Verdict",
    "change_query",
    "check_text",
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
    "unstar",
]
