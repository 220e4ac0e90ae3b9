"""Ringing for whoever waits for events: over Valkey, after each turn of placing. The ring says nothing; they read the record."""

import logging

import redis
from django.conf import settings

from accounts.tenancy import current_schema

logger = logging.getLogger(__name__)


def channel_of(schema: str) -> str:
    """The Valkey channel on which an agency's record is rung for."""
    return f"events:{schema}"


def ring() -> None:
    """In the agency's schema. One that is lost costs a wait: whoever waits looks again by itself after a while."""
    if not settings.CACHE_URL.startswith(("redis", "unix", "valkey")):
        return
    try:
        # Right after a commit, in somebody's job: a Valkey that hangs must not hold up the placing.
        with redis.Redis.from_url(settings.CACHE_URL, socket_timeout=2, socket_connect_timeout=2) as client:
            client.publish(channel_of(current_schema()), b"")
    except redis.RedisError as error:
        logger.warning("whoever waits for events of %s was not rung: %s", current_schema(), type(error).__name__)
