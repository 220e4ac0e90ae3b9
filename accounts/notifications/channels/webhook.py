"""Outgoing webhooks, signed as Standard Webhooks says: webhook-id, webhook-timestamp, webhook-signature."""

import json
from datetime import datetime
from typing import Any

from standardwebhooks import Webhook

from accounts.notifications.channels import outgoing


def send(*, url: str, secret: str, message_id: str, at: datetime, payload: dict[str, Any]) -> str:
    """Posts the payload. The id stays the same over retries, so that a receiver can drop a repeat. Raises ChannelError."""
    body = json.dumps(payload, separators=(",", ":"), sort_keys=True)
    headers = {
        "content-type": "application/json",
        "webhook-id": message_id,
        "webhook-timestamp": str(int(at.timestamp())),
        "webhook-signature": Webhook(secret).sign(message_id, at, body),
    }
    return outgoing.post(url, body.encode(), headers)
