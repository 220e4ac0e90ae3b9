"""Senders of webhooks: each signs and wraps a body as its platform does, written from the platforms' own documentation."""

import hashlib
import hmac
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from standardwebhooks import Webhook

from monitoring.feeds.connectors.protocol import Delivery, Post, Tombstone
from monitoring.feeds.connectors.webhook.connector import WebhookConnector
from tests.loopback import context

CONNECTOR = WebhookConnector()
AT = datetime.fromtimestamp(1_793_000_000, tz=UTC)
SECRET = "s3cret"
WHSEC = "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3"
JSON = {"content-type": "application/json"}
Headers = dict[str, str]


def body_of(content: object) -> bytes:
    return json.dumps(content, ensure_ascii=False).encode()


def hexed(secret: str, signed: bytes) -> str:
    return hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()


def by_standard(body: bytes, *, name: str = "msg_1", at: datetime = AT, secret: str = WHSEC) -> Headers:
    """Signed by the reference library."""
    signature = Webhook(secret).sign(name, at, body.decode())
    stamp = str(int(at.timestamp()))
    return {**JSON, "webhook-id": name, "webhook-timestamp": stamp, "webhook-signature": signature}


def by_github(body: bytes, *, event: str = "issues", name: str = "72d3162e", secret: str = SECRET) -> Headers:
    signature = f"sha256={hexed(secret, body)}"
    return {**JSON, "x-hub-signature-256": signature, "x-github-event": event, "x-github-delivery": name}


def by_discourse(body: bytes, *, event: str = "post_created", name: str = "17", secret: str = SECRET) -> Headers:
    return {
        **JSON, "x-discourse-event-signature": f"sha256={hexed(secret, body)}", "x-discourse-event": event, "x-discourse-event-type": "post",
        "x-discourse-event-id": name, "x-discourse-instance": "https://forum.example",
    }  # fmt: skip


def by_slack(body: bytes, *, at: datetime = AT, secret: str = SECRET) -> Headers:
    stamp = str(int(at.timestamp()))
    signature = "v0=" + hexed(secret, f"v0:{stamp}:".encode() + body)
    return {**JSON, "x-slack-signature": signature, "x-slack-request-timestamp": stamp}


def by_token(token: str = SECRET) -> Headers:
    return {**JSON, "authorization": f"Bearer {token}"}


def taken(
    config: Mapping[str, Any], content: object, headers: Mapping[str, str] = JSON, *, cursor: Mapping[str, Any] | None = None,
    at: datetime = AT,
) -> tuple[list[Post | Tombstone], Mapping[str, Any], tuple[str, ...]]:  # fmt: skip
    """What one admitted delivery brings, the cursor after it, and why the rest of it brings nothing."""
    delivery = Delivery(headers=headers, body=body_of(content), at=at)
    [batch] = CONNECTOR.receive(context(at), CONNECTOR.tidy(config), cursor or {}, delivery)
    read = [CONNECTOR.normalise(record) for record in batch.records]
    return [one for one in read if isinstance(one, Post | Tombstone)], batch.cursor, batch.notes


def review(
    action: str = "created", *, name: str = "65a0", text: str = "Waiting since May", **more: Any
) -> dict[str, Any]:
    """One event of Trustpilot."""
    data = {
        "id": name, "language": "en", "title": "No refund", "text": text, "referenceId": "ORDER-9", "stars": 1, "createdAt": "2026-10-24T10:15:30.000Z",
        "isVerified": True, "link": f"https://api.trustpilot.com/v1/reviews/{name}", "consumer": {"id": "64b0", "name": "Ina B."}, **more,
    }  # fmt: skip
    return {"eventName": f"service-review-{action}", "version": "1", "eventData": data}
