"""RSS, Atom and JSON Feed: read, noticed when changed, and found on web pages."""

from monitoring.connectors.rss.connector import RssConnector
from monitoring.connectors.rss.pages import discover

__all__ = ["RssConnector", "discover"]
