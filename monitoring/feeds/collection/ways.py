"""How a platform's posts come."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from monitoring.feeds.connectors import registry
from monitoring.feeds.connectors.protocol import Polled, Pushed, Streamed

# A stream that was not heard for so long has a gap, if only for now: most often, what was said is still to be had.
UNHEARD = timedelta(minutes=5)


def only_sent(platform: str) -> bool:
    """Whether its posts are sent to us and nothing can be asked for: to look there says nothing."""
    connector = registry.PLATFORMS.get(platform)
    return isinstance(connector, Pushed) and not isinstance(connector, Polled | Streamed)


def is_streamed(platform: str, config: Mapping[str, Any], *, with_secrets: bool) -> bool:
    """Whether a feed of this configuration is listened to, and not polled."""
    connector = registry.PLATFORMS.get(platform)
    return isinstance(connector, Streamed) and connector.streams(config, with_secrets=with_secrets)


def tells_of_everybody(platform: str) -> bool:
    """Whether one of its feeds can be a whole network, which tells of everybody's deletions."""
    return is_firehose(platform, {})


def is_firehose(platform: str, config: Mapping[str, Any]) -> bool:
    """Whether it brings everything that is said on a network."""
    connector = registry.PLATFORMS.get(platform)
    return isinstance(connector, Streamed) and connector.is_firehose(config)
