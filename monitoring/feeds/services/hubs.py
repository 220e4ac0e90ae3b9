"""What hubs ask and push, for the door on the platform's host. Public schema."""

from monitoring.feeds.collection.hubs import called, confirm, take_in
from monitoring.feeds.connectors.protocol import Delivery

__all__ = ["Delivery", "called", "confirm", "take_in"]
