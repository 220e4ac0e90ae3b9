"""Outgoing webhooks, signed as Standard Webhooks says: webhook-id, webhook-timestamp, webhook-signature."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from standardwebhooks import Webhook

from accounts.notifications.channels import Answer, outgoing


def send(*, url: str, secrets: Sequence[str], message_id: str, at: datetime, payload: dict[str, Any]) -> Answer:
    """Posts the payload, signed with each of the secrets. The id stays the same over retries, so that a receiver can drop a repeat.

    Raises ChannelError.
    """
    body = json.dumps(payload, separators=(",", ":"), sort_keys=True)  # once: these bytes are signed, and sent
    headers = {
        "content-type": "application/json",
        "webhook-id": message_id,
        "webhook-timestamp": str(int(at.timestamp())),
        # A list, by the standard: a receiver that knows one of the secrets believes it.
        "webhook-signature": " ".join(Webhook(one).sign(message_id, at, body) for one in secrets),
    }
    return outgoing.post(url, body.encode(), headers)
