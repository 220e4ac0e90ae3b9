"""One post that a person brings: by its link, with what its page says, or typed by hand."""

from monitoring.inbox.services.adding.adding import WHERES, MentionDraft, add_mention, mention_at
from monitoring.inbox.services.adding.reading import read_link, readings_of, start_reading, sweep

__all__ = [
    "WHERES",
    "MentionDraft",
    "add_mention",
    "mention_at",
    "read_link",
    "readings_of",
    "start_reading",
    "sweep",
]
