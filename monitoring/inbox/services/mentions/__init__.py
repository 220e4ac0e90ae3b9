"""The inbox: finding mentions, and what people do with them."""

from monitoring.inbox.services.mentions.acting import (
    LONGEST_NOTE,
    MOST_AT_ONCE,
    Bulk,
    add_note,
    assign,
    assignable,
    bulk,
    correct_sentiment,
    set_status,
)
from monitoring.inbox.services.mentions.listing import ORDER, UNASSIGNED, Filters, listed, one

__all__ = [
    "LONGEST_NOTE",
    "MOST_AT_ONCE",
    "ORDER",
    "UNASSIGNED",
    "Bulk",
    "Filters",
    "add_note",
    "assign",
    "assignable",
    "bulk",
    "correct_sentiment",
    "listed",
    "one",
    "set_status",
]
