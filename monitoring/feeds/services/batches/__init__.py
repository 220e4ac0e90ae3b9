"""Several sources at once: lines that are pasted, or a list of feeds (OPML), in and out."""

from monitoring.feeds.services.batches.keeping import (
    batches_of,
    lines_of,
    resume_batch,
    start_batch,
    stop_batch,
    sweep,
)
from monitoring.feeds.services.batches.lists import MOST_LETTERS, MOST_LINES, as_opml
from monitoring.feeds.services.batches.running import step

__all__ = [
    "MOST_LETTERS",
    "MOST_LINES",
    "as_opml",
    "batches_of",
    "lines_of",
    "resume_batch",
    "start_batch",
    "step",
    "stop_batch",
    "sweep",
]
