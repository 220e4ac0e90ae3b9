"""Where a brand's posts come from: trying an address, adding a source, pausing, and how healthy it is."""

from monitoring.feeds.services.sources.addresses import known_places, refused
from monitoring.feeds.services.sources.health import Health, health, health_of
from monitoring.feeds.services.sources.keeping import (
    add_source,
    add_tried_source,
    change_source,
    pause_source,
    remove_source,
    resume_source,
    retry_source,
)
from monitoring.feeds.services.sources.trying import Checked, check_address

__all__ = [
    "Checked",
    "Health",
    "add_source",
    "add_tried_source",
    "change_source",
    "check_address",
    "health",
    "health_of",
    "known_places",
    "pause_source",
    "refused",
    "remove_source",
    "resume_source",
    "retry_source",
]
