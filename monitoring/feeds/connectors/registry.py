"""Which connectors there are, by platform, and whose a pasted text is. A new one is its package and a line here."""

from __future__ import annotations

from typing import Final

from monitoring.feeds.connectors.bluesky.connector import BlueskyConnector
from monitoring.feeds.connectors.discourse.connector import DiscourseConnector
from monitoring.feeds.connectors.gdelt.connector import GdeltConnector
from monitoring.feeds.connectors.github.connector import GitHubConnector
from monitoring.feeds.connectors.hackernews.connector import HackerNewsConnector
from monitoring.feeds.connectors.imap.connector import ImapConnector
from monitoring.feeds.connectors.mastodon.connector import MastodonConnector
from monitoring.feeds.connectors.protocol import Config, Connector
from monitoring.feeds.connectors.rss.connector import RssConnector
from monitoring.feeds.connectors.stackexchange.connector import StackExchangeConnector
from monitoring.feeds.connectors.webhook.connector import WebhookConnector
from monitoring.feeds.connectors.wikipedia.connector import WikipediaConnector

_ALL: Final[tuple[Connector, ...]] = (
    RssConnector(),
    HackerNewsConnector(),
    MastodonConnector(),
    BlueskyConnector(),
    StackExchangeConnector(),
    GitHubConnector(),
    DiscourseConnector(),
    WikipediaConnector(),
    GdeltConnector(),
    WebhookConnector(),
    ImapConnector(),
)
PLATFORMS: Final[dict[str, Connector]] = {one.platform: one for one in _ALL}
# Takes every address: it is read, and a web page is searched for feeds. Who names no platform means this one.
ANY_ADDRESS: Final = RssConnector.platform


def get(platform: str) -> Connector:
    """The connector that speaks `platform`. KeyError with the known names when there is none."""
    try:
        return PLATFORMS[platform]
    except KeyError:
        raise KeyError(f"No connector for {platform!r}; known are {', '.join(sorted(PLATFORMS))}.") from None


def recognised(text: str) -> tuple[str, Config]:
    """The platform of what a person pasted, and its configuration; what no other claims is the address of a feed or a page."""
    for platform, connector in PLATFORMS.items():
        if platform != ANY_ADDRESS and (config := connector.recognise(text)) is not None:
            return platform, config
    return ANY_ADDRESS, PLATFORMS[ANY_ADDRESS].recognise(text) or {}
