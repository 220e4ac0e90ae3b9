"""What is fetched or sent, once for everybody who wants it, and who wants it (public schema).

Tables with an agency column are read only through `for_agency`.
"""

from monitoring.feeds.models.feeds import (
    FEED,
    OUTCOMES,
    AgencyQuerySet,
    Credential,
    Feed,
    FeedGap,
    FetchTry,
    HostPause,
    PermalinkCheck,
    Subscription,
)
from monitoring.feeds.models.pushed import HUB, HubSubscription, Received, ReceivingAddress
from monitoring.feeds.models.routes import Arrival, Counter, DeliveredPost, Route, StandingQuery

__all__ = [
    "FEED",
    "HUB",
    "OUTCOMES",
    "AgencyQuerySet",
    "Arrival",
    "Counter",
    "Credential",
    "DeliveredPost",
    "Feed",
    "FeedGap",
    "FetchTry",
    "HostPause",
    "HubSubscription",
    "PermalinkCheck",
    "Received",
    "ReceivingAddress",
    "Route",
    "StandingQuery",
    "Subscription",
]
