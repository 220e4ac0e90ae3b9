"""Outgoing webhooks, signed as Standard Webhooks says: webhook-id, webhook-timestamp, webhook-signature."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from standardwebhooks import Webhook

from accounts.notifications.channels import Answer, outgoing
from accounts.outside.http import GuardedClient


def body(payload: dict[str, Any]) -> str:
    """What is signed, and sent: composed once, however many get it."""
    return json.dumps(payload, separators=(",", ":"), sort_keys=True)


def send(
    *, url: str, secrets: Sequence[str], message_id: str, at: datetime, body: str, by: GuardedClient | None = None
) -> Answer:
    """Posts the body, signed with each of the secrets. The id stays the same over retries, so that a receiver can drop a repeat.

    Raises ChannelError.
    """
    headers = {
        "content-type": "application/json",
        "webhook-id": message_id,
        "webhook-timestamp": str(int(at.timestamp())),
        # A list, by the standard: a receiver that knows one of the secrets believes it.
        "webhook-signature": " ".join(Webhook(one).sign(message_id, at, body) for one in secrets),
    }
    return outgoing.post(url, body.encode(), headers, by=by)
