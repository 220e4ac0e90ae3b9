"""From the world to the routes: due feeds claimed, fetched once for everybody, matched, and stored with the cursor."""

from monitoring.feeds.collection.asking_hubs import ask as ask_hub
from monitoring.feeds.collection.asking_hubs import due as hubs_due
from monitoring.feeds.collection.collecting import Collected, collect, receive
from monitoring.feeds.collection.hurrying import hurry
from monitoring.feeds.collection.leasing import LEASE, QUEUED, Claim, claim, claim_one, claim_streams, due_feeds
from monitoring.feeds.collection.listening import Live, listen
from monitoring.feeds.collection.pruning import agencies_behind, prune
from monitoring.feeds.collection.receiving import Reply, take_in, take_received, waiting_feeds
from monitoring.feeds.collection.rechecking import due as checks_due
from monitoring.feeds.collection.rechecking import look
from monitoring.feeds.collection.rechecking import note as note_checks

__all__ = [
    "LEASE",
    "QUEUED",
    "Claim",
    "Collected",
    "Live",
    "Reply",
    "agencies_behind",
    "ask_hub",
    "checks_due",
    "claim",
    "claim_one",
    "claim_streams",
    "collect",
    "due_feeds",
    "hubs_due",
    "hurry",
    "listen",
    "look",
    "note_checks",
    "prune",
    "receive",
    "take_in",
    "take_received",
    "waiting_feeds",
]
